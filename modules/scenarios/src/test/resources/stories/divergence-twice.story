# A follower with epochs the leader never saw, and the other way round, gets there in steps
# KIP-279: fast double failover; Raft §5.3.

colony 5 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# Epoch 2 leaves two entries on n2 and n5 alone, epoch 3 one on n3 alone, epoch 4 one on n2 and n5.
quiet crash n1
quiet elect n2 by n3 n4 n5
quiet lose
quiet stall n3
quiet confirm n2
quiet propose n2 2
quiet confirm n2
crash n2
quiet elect n3 by n4 n5
quiet lose
quiet confirm n3
quiet propose n3
quiet confirm n3
crash n3
quiet resume n3
quiet start n2
quiet elect n2 by n4 n5
quiet settle n2 n4 n5
log
----
n2 crashes
n3 crashes
n1 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5]
n2 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n2 leads by n2 n3 n4] [4@4 n2 leads by n2 n4 n5]
n3 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@3 n3 leads by n3 n4 n5]
n4 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n2 leads by n2 n3 n4] [4@4 n2 leads by n2 n4 n5]
n5 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n2 leads by n2 n3 n4] [4@4 n2 leads by n2 n4 n5]

quiet lose
quiet start n3
quiet start n1
settle n2 n3
log n2 n3
----
n2 ← n3 PreVoteAsked epoch 3 for n3, end 4@3
  n2 → n3 VoteRefused epoch 4 by n2, leader n2
n3 ← n2 VoteRefused epoch 4 by n2, leader n2
  n3 waits 500 ms
  n3 writes ballot epoch 4
  n3 follows n2
n3 disk: ballot epoch 4
  n3 → n2 FetchAsked epoch 4 by n3, end 4@3, agreed 0
n2 ← n3 FetchAsked epoch 4 by n3, end 4@3, agreed 0
  n2 → n3 Diverged epoch 4 at 4@3, last 4@2
n3 ← n2 Diverged epoch 4 at 4@3, last 4@2
  n3 writes cut to 3@1
  n3 → n2 FetchAsked epoch 4 by n3, end 3@1, agreed 0, takes nothing
n2 ← n3 FetchAsked epoch 4 by n3, end 3@1, agreed 0, takes nothing
  n2 → n3 Entries epoch 4 after 3@1, agreed 5
n3 ← n2 Entries epoch 4 after 3@1, agreed 5
  n3 commits before 3
n3 disk: cut to 3@1
  n3 → n2 FetchAsked epoch 4 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 4 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 4 after 3@1 [3@2] [4@4], agreed 5
n3 ← n2 Entries epoch 4 after 3@1 [3@2] [4@4], agreed 5
  n3 writes [3@2 n2 leads by n2 n3 n4]
  n3 writes [4@4 n2 leads by n2 n4 n5]
  n3 commits before 5
n3 disk: [3@2]
n3 disk: [4@4]
  n3 → n2 FetchAsked epoch 4 by n3, end 5@4, agreed 5
n2 ← n3 FetchAsked epoch 4 by n3, end 5@4, agreed 5
n2 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n2 leads by n2 n3 n4] [4@4 n2 leads by n2 n4 n5]
n3 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n2 leads by n2 n3 n4] [4@4 n2 leads by n2 n4 n5]
