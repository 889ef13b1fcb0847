# A follower takes nothing until its disk has cut the log back
# Bounded queues: what comes behind a slow cut would wait in memory, batch by batch.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# [3@1 #1] is on n1 alone; n2 leads on.
quiet cut n1-*
quiet propose n1
quiet settle n1
quiet elect n2 by n3
quiet settle n2 n3
quiet propose n2 3
quiet settle n2 n3
quiet lose
quiet heal
quiet run 500ms n2 n3
quiet lose
stall n1
quiet pass 800ms
quiet tick n2
quiet deliver n2>n1
quiet confirm n1 ballot
deliver n1>n2
deliver n2>n1
deliver n1>n2
parcels
status n1
----
n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, agreed 3
  n2 → n1 Diverged epoch 2 at 4@1, last 3@1
n1 ← n2 Diverged epoch 2 at 4@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n2 → n3 Entries epoch 2 after 7@2, agreed 7
n2 → n3 EpochBegun epoch 2 by n2
n1 follows n2; epoch 2; log to 3@1, agreed 3, voters n1 n2 n3

resume n1
settle n1 n2
status n1
----
n1 disk: cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3
  n2 → n1 Entries epoch 2 after 3@1 [3@2] [4@2 #2] [5@2 #3] [6@2 #4], agreed 7
n1 ← n2 Entries epoch 2 after 3@1 [3@2] [4@2 #2] [5@2 #3] [6@2 #4], agreed 7
  n1 writes [3@2 n2 leads by n2 n3]
  n1 writes [4@2 #2]
  n1 writes [5@2 #3]
  n1 writes [6@2 #4]
  n1 commits before 7
n1 disk: [3@2]
n1 disk: [4@2 #2]
n1 disk: [5@2 #3]
n1 disk: [6@2 #4]
  n1 → n2 FetchAsked epoch 2 by n1, end 7@2, agreed 7
n2 ← n1 FetchAsked epoch 2 by n1, end 7@2, agreed 7
n1 follows n2; epoch 2; log to 7@2, agreed 7, voters n1 n2 n3
