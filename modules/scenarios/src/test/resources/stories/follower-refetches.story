# What a crash has taken from a follower's memory it never acknowledged, and fetches again
# Raft §5.3; correctness R9: persist before send.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3's disk is slow: it has two entries in memory, and has told of none.
stall n3
propose n1
propose n1
settle
status
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 is to propose, #2
  n1 writes [4@1 #2]
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n3 writes [3@1 #1]
n1 disk: [3@1 #1]
n1 disk: [4@1 #2]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1 [4@1 #2], agreed 4
n2 ← n1 Entries epoch 1 after 4@1 [4@1 #2], agreed 4
  n2 writes [4@1 #2]
  n2 commits before 4
n2 disk: [4@1 #2]
  n2 → n1 FetchAsked epoch 1 by n2, end 5@1, agreed 4
n1 ← n2 FetchAsked epoch 1 by n2, end 5@1, agreed 4
  n1 commits before 5
  n1 answers #2: committed up to 4 in epoch 1
  n1 → n2 Entries epoch 1 after 5@1, agreed 5
n2 ← n1 Entries epoch 1 after 5@1, agreed 5
  n2 commits before 5
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, durable 3, agreed 3, voters n1 n2 n3

# A hanging disk does not keep it from being heard; it takes nothing, though, until it is done.
run 600ms
----
n1 sees 1500 ms
  n1 → n2 Entries epoch 1 after 5@1, agreed 5
  n1 → n2 EpochBegun epoch 1 by n1
  n1 → n3 EpochBegun epoch 1 by n1
n3 sees 1500 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, durable 3@1, agreed 3, takes nothing
n2 ← n1 Entries epoch 1 after 5@1, agreed 5
  n2 → n1 FetchAsked epoch 1 by n2, end 5@1, agreed 5
n2 ← n1 EpochBegun epoch 1 by n1
n3 ← n1 EpochBegun epoch 1 by n1
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, durable 3@1, agreed 3, takes nothing
  n1 → n3 Entries epoch 1 after 4@1, agreed 5
n1 ← n2 FetchAsked epoch 1 by n2, end 5@1, agreed 5
n3 ← n1 Entries epoch 1 after 4@1, agreed 5
  n3 commits before 4

crash n3 keeping 1
resume n3
start n3
settle
status
----
n3 crashes
n3 starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 4@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 4@1
n1 ← n3 PreVoteAsked epoch 1 for n3, end 4@1
  n1 → n3 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 PreVoteAsked epoch 1 for n3, end 4@1
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n3 ← n1 VoteRefused epoch 1 by n1, leader n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 0
n3 ← n2 VoteRefused epoch 1 by n2, leader n1
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 0
  n1 → n3 Entries epoch 1 after 4@1 [4@1 #2], agreed 5
n3 ← n1 Entries epoch 1 after 4@1 [4@1 #2], agreed 5
  n3 writes [4@1 #2]
  n3 commits before 5
n3 disk: [4@1 #2]
  n3 → n1 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n1 ← n3 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
