# What is agreed before a change leaves the change open: cut away, the voters before it count again
# Raft thesis §4.1: the latest configuration in the log counts, committed or not, and the one before
# it if that is cut.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet propose n1
quiet remove n3 at n1
deliver n1>n2 #1
confirm n1 n2
deliver n2>n1
status n1
log n1
----
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n1 disk: [3@1 #1]
n1 disk: [4@1]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1 [4@1], agreed 4
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 4, voters n1 n2
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 voters n1 n2]

# n2 has not got the change that stands behind, and leads with n3, whose vote counts by its log.
crash n1
lose
quiet elect n2 by n3
quiet settle n2 n3
start n1
quiet settle
quiet run 2s
status
----
n1 crashes
n1 → n2 Entries epoch 1 after 4@1 [4@1], agreed 4 is lost
n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 5@1
  n1 → n3 LeaderAsked epoch 1 by n1
n1 follows n2; epoch 2; log to 5@2, agreed 5, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
