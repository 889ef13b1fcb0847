# If the best successor does not come, the next one gets there by itself; a lagging one cannot win
# correctness §1.2: leader transfer to a lagging node; Raft §5.4.1.

colony 3 led by n1 lostLeader=50ms
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n2 lacks what n1 and n3 agreed on.
quiet cut n2-*
quiet propose n1
quiet settle
quiet heal
stop n1
lose n1>n3
deliver n1>n2
quiet run 100ms
status
----
n1 is about to stop
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n3 n2
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n3 n2
  n1 waits 500 ms
  n1 has stopped
n1 → n3 EpochEnded epoch 1 by n1, to go on: n3 n2 is lost
n2 ← n1 EpochEnded epoch 1 by n1, to go on: n3 n2
  n2 waits 61 ms
n1 has stopped; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3

# n2 may not lead, and while n3 still believes in n1 nobody does.
quiet run 3s
status
----
n1 has stopped; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n3; epoch 2 for n3; log to 5@2, agreed 5, voters n1 n2 n3
n3 leads epoch 2; epoch 2 for n3; log to 5@2, agreed 5, voters n1 n2 n3
