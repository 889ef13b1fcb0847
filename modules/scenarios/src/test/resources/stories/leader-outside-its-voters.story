# Whoever alone holds its own removal leads once more, to have it agreed, and goes
# Raft thesis §4.2.2: such a server must be able to become leader for the cluster to be available.

colony 4 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4

# Only n1 and n4 hear that n4 is removed; n1 dies.
quiet cut n1-n2
quiet cut n1-n3
remove n4 at n1
quiet settle n1 n4
quiet crash n1
quiet heal
quiet lose
quiet hangup n2 n1
quiet hangup n3 n1
quiet hangup n4 n1
quiet pass 1s
----
n1 is to remove n4, #1
  n1 writes [3@1 voters n1 n2 n3]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3

# n2 needs three of four, and n4 knows more than n2.
tick n2
settle n2 n3 n4
status
----
n2 sees 2000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n4 PreVoteAsked epoch 1 for n2, end 3@1
n3 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n3 → n2 PreVoteGranted epoch 1 by n3
n4 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n4 → n2 VoteRefused epoch 1 by n4
n2 ← n3 PreVoteGranted epoch 1 by n3
n2 ← n4 VoteRefused epoch 1 by n4
n1 is down, disk: epoch 1 for n1, log 4@1
n2 asks around; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 waits; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 waits; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3

# n4 needs two of {n1, n2, n3}.
tick n4
settle n2 n3 n4
status
----
n4 sees 2000 ms
  n4 asks around
  n4 → n1 PreVoteAsked epoch 1 for n4, end 4@1
  n4 → n2 PreVoteAsked epoch 1 for n4, end 4@1
  n4 → n3 PreVoteAsked epoch 1 for n4, end 4@1
n2 ← n4 PreVoteAsked epoch 1 for n4, end 4@1
  n2 → n4 PreVoteGranted epoch 1 by n2
n3 ← n4 PreVoteAsked epoch 1 for n4, end 4@1
  n3 → n4 PreVoteGranted epoch 1 by n3
n4 ← n2 PreVoteGranted epoch 1 by n2
n4 ← n3 PreVoteGranted epoch 1 by n3
  n4 stands for epoch 2
  n4 writes ballot epoch 2 for n4
n4 disk: ballot epoch 2 for n4
  n4 → n1 VoteAsked epoch 2 of n1 for n4, end 4@1
  n4 → n2 VoteAsked epoch 2 of n2 for n4, end 4@1
  n4 → n3 VoteAsked epoch 2 of n3 for n4, end 4@1
n2 ← n4 VoteAsked epoch 2 of n2 for n4, end 4@1
  n2 waits 500 ms
  n2 writes ballot epoch 2 for n4
  n2 waits 500 ms
n3 ← n4 VoteAsked epoch 2 of n3 for n4, end 4@1
  n3 waits
  n3 writes ballot epoch 2 for n4
  n3 waits
n2 disk: ballot epoch 2 for n4
  n2 → n4 VoteGranted epoch 2 by n2
n4 ← n2 VoteGranted epoch 2 by n2
n3 disk: ballot epoch 2 for n4
  n3 → n4 VoteGranted epoch 2 by n3
n4 ← n3 VoteGranted epoch 2 by n3
  n4 leads epoch 2
  n4 writes [4@2 n4 leads by n4 n2 n3]
  n4 → n1 EpochBegun epoch 2 by n4
  n4 → n2 EpochBegun epoch 2 by n4
  n4 → n3 EpochBegun epoch 2 by n4
n2 ← n4 EpochBegun epoch 2 by n4
  n2 follows n4
  n2 → n4 FetchAsked epoch 2 by n2, end 3@1, agreed 3
n3 ← n4 EpochBegun epoch 2 by n4
  n3 follows n4
  n3 → n4 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n4 ← n2 FetchAsked epoch 2 by n2, end 3@1, agreed 3
  n4 → n2 Entries epoch 2 after 3@1 [3@1] [4@2], agreed 3
n4 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n4 → n3 Entries epoch 2 after 3@1 [3@1] [4@2], agreed 3
n2 ← n4 Entries epoch 2 after 3@1 [3@1] [4@2], agreed 3
  n2 writes [3@1 voters n1 n2 n3]
  n2 writes [4@2 n4 leads by n4 n2 n3]
n3 ← n4 Entries epoch 2 after 3@1 [3@1] [4@2], agreed 3
  n3 writes [3@1 voters n1 n2 n3]
  n3 writes [4@2 n4 leads by n4 n2 n3]
n2 disk: [3@1]
n2 disk: [4@2]
  n2 → n4 FetchAsked epoch 2 by n2, end 5@2, agreed 3
n4 ← n2 FetchAsked epoch 2 by n2, end 5@2, agreed 3
n3 disk: [3@1]
n3 disk: [4@2]
  n3 → n4 FetchAsked epoch 2 by n3, end 5@2, agreed 3
n4 ← n3 FetchAsked epoch 2 by n3, end 5@2, agreed 3
  n4 commits before 5
  n4 → n1 EpochEnded epoch 2 by n4, to go on: n2 n3
  n4 → n2 EpochEnded epoch 2 by n4, to go on: n2 n3
  n4 → n3 EpochEnded epoch 2 by n4, to go on: n2 n3
  n4 waits 500 ms
n2 ← n4 EpochEnded epoch 2 by n4, to go on: n2 n3
  n2 waits
  n2 stands for epoch 3
  n2 writes ballot epoch 3 for n2
n3 ← n4 EpochEnded epoch 2 by n4, to go on: n2 n3
  n3 waits
n2 disk: ballot epoch 3 for n2
  n2 → n1 VoteAsked epoch 3 of n1 for n2, end 5@2
  n2 → n3 VoteAsked epoch 3 of n3 for n2, end 5@2
n3 ← n2 VoteAsked epoch 3 of n3 for n2, end 5@2
  n3 waits
  n3 writes ballot epoch 3 for n2
  n3 waits
n3 disk: ballot epoch 3 for n2
  n3 → n2 VoteGranted epoch 3 by n3
n2 ← n3 VoteGranted epoch 3 by n3
  n2 leads epoch 3
  n2 writes [5@3 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 3 by n2
  n2 → n3 EpochBegun epoch 3 by n2
n3 ← n2 EpochBegun epoch 3 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 3 by n3, end 5@2, agreed 3
n2 ← n3 FetchAsked epoch 3 by n3, end 5@2, agreed 3
  n2 → n3 Entries epoch 3 after 5@2 [5@3], agreed 3
n3 ← n2 Entries epoch 3 after 5@2 [5@3], agreed 3
  n3 writes [5@3 n2 leads by n2 n3]
n2 disk: [5@3]
n3 disk: [5@3]
  n3 → n2 FetchAsked epoch 3 by n3, end 6@3, agreed 3
n2 ← n3 FetchAsked epoch 3 by n3, end 6@3, agreed 3
  n2 commits before 6
  n2 → n3 Entries epoch 3 after 6@3, agreed 6
n3 ← n2 Entries epoch 3 after 6@3, agreed 6
  n3 commits before 6
n4 disk: [4@2]
n1 is down, disk: epoch 1 for n1, log 4@1
n2 leads epoch 3; epoch 3 for n2; log to 6@3, agreed 6, voters n1 n2 n3
n3 follows n2; epoch 3 for n2; log to 6@3, agreed 6, voters n1 n2 n3
n4 waits 500 ms; epoch 2 for n4; log to 5@2, agreed 5, voters n1 n2 n3
