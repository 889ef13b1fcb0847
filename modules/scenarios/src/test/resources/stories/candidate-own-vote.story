# A candidate's own vote counts when its disk has it, and not before
# Raft §5.2: persistent state is updated before responding; design §4.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

crash n1
hangup n2 n1
hangup n3 n1
stall n2
tick n2
settle
----
n1 crashes
n2 loses its connection to n1
  n2 waits
n3 loses its connection to n1
  n3 waits
n2 sees 1000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1 is lost
n3 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n3 → n2 PreVoteGranted epoch 1 by n3
n2 ← n3 PreVoteGranted epoch 1 by n3
  n2 stands for epoch 2
  n2 writes ballot epoch 2 for n2

# Nor is any other epoch begun before this one is on disk.
quiet run 3s
status
----
n1 is down, disk: epoch 1 for n1, log 3@1
n2 stands for epoch 2; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n3 asks around; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

confirm n2
settle n2 n3
status
----
n2 disk: ballot epoch 2 for n2
  n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
  n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1
  n2 → n3 VoteRefused epoch 2 by n2
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits 500 ms
  n3 writes ballot epoch 2 for n2
  n3 waits 500 ms
n3 ← n2 VoteRefused epoch 2 by n2
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
n2 ← n3 VoteGranted epoch 2 by n3
  n2 leads epoch 2
  n2 writes [3@2 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n3 ← n2 EpochBegun epoch 2 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 2 after 3@1 [3@2], agreed 3
n3 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 3
  n3 writes [3@2 n2 leads by n2 n3]
n3 disk: [3@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 4@2, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 4@2, agreed 3
n1 is down, disk: epoch 1 for n1, log 3@1
n2 leads epoch 2; epoch 2 for n2; log to 4@2, durable 3, agreed 3, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 3, voters n1 n2 n3
