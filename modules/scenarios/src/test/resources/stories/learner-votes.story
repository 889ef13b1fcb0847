# Whoever is asked for a vote gives it, whether or not its own log makes it a voter yet
# Raft thesis §4.1 and §4.2.1: a server that is not up to date may be needed; correctness §1.2: a
# learner must still vote; etcd-io/raft, confchange with a learner that does not know it was promoted.

colony 2 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2
n3 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2

# n3 votes since n1 and n2 agreed so, but has not heard of it. n1 dies.
add n3 at n1
quiet lose n1>n3
quiet cut n3-n1
quiet settle
status
----
n1 is to add n3, #1
  n1 writes [3@1 voters n1 n2 n3]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2

crash n1
hangup n2 n1
hangup n3 n1
pass 1s
tick n2
settle
status
----
n1 crashes
n2 loses its connection to n1
  n2 waits
n3 loses its connection to n1
  n3 waits
n2 sees 2000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 4@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 4@1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 4@1 is lost
n3 ← n2 PreVoteAsked epoch 1 for n2, end 4@1
  n3 → n2 PreVoteGranted epoch 1 by n3
n2 ← n3 PreVoteGranted epoch 1 by n3
  n2 stands for epoch 2
  n2 writes ballot epoch 2 for n2
n2 disk: ballot epoch 2 for n2
  n2 → n1 VoteAsked epoch 2 of n1 for n2, end 4@1
  n2 → n3 VoteAsked epoch 2 of n3 for n2, end 4@1
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 4@1 is lost
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 4@1
  n3 waits
  n3 writes ballot epoch 2 for n2
  n3 waits
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
n2 ← n3 VoteGranted epoch 2 by n3
  n2 leads epoch 2
  n2 writes [4@2 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n1 ← n2 EpochBegun epoch 2 by n2 is lost
n3 ← n2 EpochBegun epoch 2 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 2 after 3@1 [3@1] [4@2], agreed 4
n3 ← n2 Entries epoch 2 after 3@1 [3@1] [4@2], agreed 4
  n3 writes [3@1 voters n1 n2 n3]
  n3 writes [4@2 n2 leads by n2 n3]
  n3 commits before 4
n2 disk: [4@2]
n3 disk: [3@1]
n3 disk: [4@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 5@2, agreed 4
n2 ← n3 FetchAsked epoch 2 by n3, end 5@2, agreed 4
  n2 commits before 5
  n2 → n3 Entries epoch 2 after 5@2, agreed 5
n3 ← n2 Entries epoch 2 after 5@2, agreed 5
  n3 commits before 5
n1 is down, disk: epoch 1 for n1, log 4@1
n2 leads epoch 2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
