# A leader that stops names who goes on best, and that one stands at once
# KIP-595 EndQuorumEpoch; design §4: graceful resign; thesis §3.10.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has more than n2.
quiet cut n2-*
quiet propose n1
quiet settle
quiet heal
----
(nothing)

stop n1
propose n1
deliver n1>n3
settle n2 n3
status
----
n1 is about to stop
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n3 n2
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n3 n2
  n1 waits 500 ms
  n1 has stopped
n1 is to propose, #2
  n1 answers #2: refused, does not lead, knows epoch 1
n3 ← n1 EpochEnded epoch 1 by n1, to go on: n3 n2
  n3 waits
  n3 stands for epoch 2
  n3 writes ballot epoch 2 for n3
n3 disk: ballot epoch 2 for n3
  n3 → n1 VoteAsked epoch 2 of n1 for n3, end 4@1
  n3 → n2 VoteAsked epoch 2 of n2 for n3, end 4@1
n2 ← n3 VoteAsked epoch 2 of n2 for n3, end 4@1
  n2 waits 500 ms
  n2 writes ballot epoch 2 for n3
  n2 waits 500 ms
n2 disk: ballot epoch 2 for n3
  n2 → n3 VoteGranted epoch 2 by n2
n3 ← n2 VoteGranted epoch 2 by n2
  n3 leads epoch 2
  n3 writes [4@2 n3 leads by n3 n2]
  n3 → n1 EpochBegun epoch 2 by n3
  n3 → n2 EpochBegun epoch 2 by n3
n2 ← n3 EpochBegun epoch 2 by n3
  n2 follows n3
  n2 → n3 FetchAsked epoch 2 by n2, end 3@1, agreed 3
n3 ← n2 FetchAsked epoch 2 by n2, end 3@1, agreed 3
  n3 → n2 Entries epoch 2 after 3@1 [3@1 #1] [4@2], agreed 4
n2 ← n3 Entries epoch 2 after 3@1 [3@1 #1] [4@2], agreed 4
  n2 writes [3@1 #1]
  n2 writes [4@2 n3 leads by n3 n2]
  n2 commits before 4
n2 disk: [3@1 #1]
n2 disk: [4@2]
  n2 → n3 FetchAsked epoch 2 by n2, end 5@2, agreed 4
n3 ← n2 FetchAsked epoch 2 by n2, end 5@2, agreed 4
n3 disk: [4@2]
  n3 commits before 5
  n3 → n2 Entries epoch 2 after 5@2, agreed 5
n2 ← n3 Entries epoch 2 after 5@2, agreed 5
  n2 commits before 5
n1 has stopped; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n3; epoch 2 for n3; log to 5@2, agreed 5, voters n1 n2 n3
n3 leads epoch 2; epoch 2 for n3; log to 5@2, agreed 5, voters n1 n2 n3
