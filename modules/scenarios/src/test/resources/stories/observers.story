# Observers follow, never stand, never count, and never drive an epoch
# design §4: all brokers fetch as observers; KIP-595.

colony 3 observers 2 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
n5 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# Two voters are gone. Two observers do not make up for them.
quiet crash n2
quiet crash n3
propose n1
quiet settle
status
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n4 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n5 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3
n2 is down, disk: epoch 1 for n1, log 3@1
n3 is down, disk: epoch 1 for n1, log 3@1
n4 follows n1; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3
n5 follows n1; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3

quiet run 10s
status
----
n1 asks around; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3
n2 is down, disk: epoch 1 for n1, log 3@1
n3 is down, disk: epoch 1 for n1, log 3@1
n4 waits 250 ms; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3
n5 waits 250 ms; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3

# An observer with an epoch of its own finds no believer.
quiet start n2
quiet start n3
quiet crash n4
quiet raise n4 50
quiet start n4
quiet run 5s
status
----
n1 follows n3; epoch 3; log to 4@3, agreed 4, voters n1 n2 n3
n2 follows n3; epoch 3 for n3; log to 4@3, agreed 4, voters n1 n2 n3
n3 leads epoch 3; epoch 3 for n3; log to 4@3, agreed 4, voters n1 n2 n3
n4 waits 500 ms; epoch 50; log to 4@1, agreed 0, voters n1 n2 n3
n5 follows n3; epoch 3; log to 4@3, agreed 4, voters n1 n2 n3
