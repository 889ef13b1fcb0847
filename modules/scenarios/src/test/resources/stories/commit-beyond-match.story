# What the leader says is agreed counts only as far as the follower's own log reaches
# correctness §1.2: commit index learned beyond match; Raft §5.3, figure 2: min(leaderCommit, index
# of last new entry).

colony 3 led by n1 readBytes=1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

cut n3-*
quiet propose n1 3
quiet settle
heal
quiet lose
status
----
n1 leads epoch 1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet lose
pass 1s
tick n3
settle
----
n3 sees 2000 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 6
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 6
  n3 writes [3@1 #1]
  n3 commits before 4
n3 disk: [3@1 #1]
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 4
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 4
  n1 → n3 Entries epoch 1 after 4@1 [4@1 #2], agreed 6
n3 ← n1 Entries epoch 1 after 4@1 [4@1 #2], agreed 6
  n3 writes [4@1 #2]
  n3 commits before 5
n3 disk: [4@1 #2]
  n3 → n1 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n1 ← n3 FetchAsked epoch 1 by n3, end 5@1, agreed 5
  n1 → n3 Entries epoch 1 after 5@1 [5@1 #3], agreed 6
n3 ← n1 Entries epoch 1 after 5@1 [5@1 #3], agreed 6
  n3 writes [5@1 #3]
  n3 commits before 6
n3 disk: [5@1 #3]
  n3 → n1 FetchAsked epoch 1 by n3, end 6@1, agreed 6
n1 ← n3 FetchAsked epoch 1 by n3, end 6@1, agreed 6
