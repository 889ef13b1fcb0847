# What lies between the last two snapshots is served from the log
# design §4; KIP-630.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet propose n1
quiet settle
quiet snapshot n1
quiet cut n3-*
quiet propose n1 2
quiet settle n1 n2
snapshot n1
heal
lose
pass 800ms
tick n3
settle n1 n3
----
n1 takes a snapshot
  n1 drops all before 4@1
n3 sees 1800 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 4
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 4
  n1 → n3 Entries epoch 1 after 4@1 [4@1 #2] [5@1 #3], agreed 6
n3 ← n1 Entries epoch 1 after 4@1 [4@1 #2] [5@1 #3], agreed 6
  n3 writes [4@1 #2]
  n3 writes [5@1 #3]
  n3 commits before 6
n3 disk: [4@1 #2]
n3 disk: [5@1 #3]
  n3 → n1 FetchAsked epoch 1 by n3, end 6@1, agreed 6
n1 ← n3 FetchAsked epoch 1 by n3, end 6@1, agreed 6
