# A leader that is only known from others keeps nobody from being elected
# KIP-996: a follower that never fetched from its leader grants pre-votes; else two followers would
# tell each other of a dead leader for ever.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has not noticed that n1 is dead, and tells n2.
crash n1
hangup n2 n1
tick n2
settle
status
----
n1 crashes
n2 loses its connection to n1
  n2 waits
n2 sees 1000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1 is lost
n3 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n3 → n2 VoteRefused epoch 1 by n3, leader n1
n2 ← n3 VoteRefused epoch 1 by n3, leader n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3 is lost
n1 is down, disk: epoch 1 for n1, log 3@1
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# Now it has noticed. n2 follows n1 by hearsay, and grants.
hangup n3 n1
tick n3
lose n3>n1
deliver n3>n2
settle n2 n3
status
----
n3 loses its connection to n1
  n3 waits
n3 sees 1000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1 is lost
n2 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n2 → n3 PreVoteGranted epoch 1 by n2
n3 ← n2 PreVoteGranted epoch 1 by n2
  n3 stands for epoch 2
  n3 writes ballot epoch 2 for n3
n3 disk: ballot epoch 2 for n3
  n3 → n1 VoteAsked epoch 2 of n1 for n3, end 3@1
  n3 → n2 VoteAsked epoch 2 of n2 for n3, end 3@1
n2 ← n3 VoteAsked epoch 2 of n2 for n3, end 3@1
  n2 waits 500 ms
  n2 writes ballot epoch 2 for n3
  n2 waits 500 ms
n2 disk: ballot epoch 2 for n3
  n2 → n3 VoteGranted epoch 2 by n2
n3 ← n2 VoteGranted epoch 2 by n2
  n3 leads epoch 2
  n3 writes [3@2 n3 leads by n3 n2]
  n3 → n1 EpochBegun epoch 2 by n3
  n3 → n2 EpochBegun epoch 2 by n3
n2 ← n3 EpochBegun epoch 2 by n3
  n2 follows n3
  n2 → n3 FetchAsked epoch 2 by n2, end 3@1, agreed 3
n3 ← n2 FetchAsked epoch 2 by n2, end 3@1, agreed 3
  n3 → n2 Entries epoch 2 after 3@1 [3@2], agreed 3
n2 ← n3 Entries epoch 2 after 3@1 [3@2], agreed 3
  n2 writes [3@2 n3 leads by n3 n2]
n2 disk: [3@2]
  n2 → n3 FetchAsked epoch 2 by n2, end 4@2, agreed 3
n3 ← n2 FetchAsked epoch 2 by n2, end 4@2, agreed 3
n3 disk: [3@2]
  n3 commits before 4
  n3 → n2 Entries epoch 2 after 4@2, agreed 4
n2 ← n3 Entries epoch 2 after 4@2, agreed 4
  n2 commits before 4
n1 is down, disk: epoch 1 for n1, log 3@1
n2 follows n3; epoch 2 for n3; log to 4@2, agreed 4, voters n1 n2 n3
n3 leads epoch 2; epoch 2 for n3; log to 4@2, agreed 4, voters n1 n2 n3
