# That an epoch has ended is heard by those who wait for a leader too; who stands in it goes on
# KIP-595 EndQuorumEpoch; thesis §3.10: the successor need not wait for a timeout.

colony 5 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# n2 has lost its connection to n1, and n3 asks around.
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n3
quiet lose
stop n1
deliver n1>n2
deliver n1>n3
quiet lose n1>*
status n2 n3
----
n1 is about to stop
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n2 n3 n4 n5
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n2 n3 n4 n5
  n1 → n4 EpochEnded epoch 1 by n1, to go on: n2 n3 n4 n5
  n1 → n5 EpochEnded epoch 1 by n1, to go on: n2 n3 n4 n5
  n1 waits 500 ms
  n1 has stopped
n2 ← n1 EpochEnded epoch 1 by n1, to go on: n2 n3 n4 n5
  n2 waits
  n2 stands for epoch 2
  n2 writes ballot epoch 2 for n2
n3 ← n1 EpochEnded epoch 1 by n1, to go on: n2 n3 n4 n5
  n3 waits
n2 stands for epoch 2; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 waits; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# n2 and n4 stand for epoch 2; n2 wins it, and stops at once.
quiet hangup n4 n1
quiet hangup n5 n1
quiet tick n4
quiet deliver n4>n5 PreVoteAsked
quiet deliver n4>n3 PreVoteAsked
quiet deliver *>n4 PreVoteGranted
quiet confirm n2 n4
quiet deliver n2>n3 VoteAsked
quiet deliver n2>n5 VoteAsked
quiet confirm n3 n5
quiet deliver *>n2 VoteGranted
status
quiet lose
stop n2
deliver n2>n4
deliver n2>n3
status n3 n4
----
n1 has stopped; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 leads epoch 2; epoch 2 for n2; log to 4@2, durable 3, agreed 3, voters n1 n2 n3 n4 n5
n3 waits 500 ms; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 stands for epoch 2; epoch 2 for n4; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 waits 500 ms; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 is about to stop
  n2 → n1 EpochEnded epoch 2 by n2, to go on: nobody
  n2 → n3 EpochEnded epoch 2 by n2, to go on: nobody
  n2 → n4 EpochEnded epoch 2 by n2, to go on: nobody
  n2 → n5 EpochEnded epoch 2 by n2, to go on: nobody
  n2 waits 500 ms
  n2 has stopped
n4 ← n2 EpochEnded epoch 2 by n2, to go on: nobody
n3 ← n2 EpochEnded epoch 2 by n2, to go on: nobody
  n3 waits
n3 waits; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 stands for epoch 2; epoch 2 for n4; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
