# A candidate that hears from the leader of its epoch follows it
# Raft §5.2: a candidate that hears from a leader of its term, or of a later one, is a follower again.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n2 and n3 stand for epoch 2; n1, restarted, votes for n2.
quiet crash n1
quiet start n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet lose
quiet tick n2 n3
quiet deliver PreVoteAsked
quiet deliver PreVoteGranted
quiet confirm n2 n3
quiet deliver n2>n1 VoteAsked
quiet confirm n1
quiet deliver n1>n2 VoteGranted
status
----
n1 waits 500 ms; epoch 2 for n2; log to 3@1, agreed 0, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, durable 3, agreed 3, voters n1 n2 n3
n3 stands for epoch 2; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3

deliver n2>n3 EpochBegun
settle n2 n3
status n3
----
n3 ← n2 EpochBegun epoch 2 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 → n2 VoteRefused epoch 2 by n3, leader n2
n2 ← n3 VoteAsked epoch 2 of n2 for n3, end 3@1
  n2 → n3 VoteRefused epoch 2 by n2, leader n2
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 2 after 3@1 [3@2], agreed 3
n2 ← n3 VoteRefused epoch 2 by n3, leader n2
n3 ← n2 VoteRefused epoch 2 by n2, leader n2
n3 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 3
  n3 writes [3@2 n2 leads by n2 n1]
n2 disk: [3@2]
n3 disk: [3@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 4@2, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 4@2, agreed 3
  n2 commits before 4
  n2 → n3 Entries epoch 2 after 4@2, agreed 4
n3 ← n2 Entries epoch 2 after 4@2, agreed 4
  n3 commits before 4
n3 follows n2; epoch 2 for n3; log to 4@2, agreed 4, voters n1 n2 n3
