# A leader that was cut off answers no read, though a stale state would be at hand
# Raft thesis §6.4; correctness §1.2: read index after isolation; R14.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n1-*
read n1
quiet elect n2 by n3
quiet settle n2 n3
quiet propose n2
quiet settle n2 n3
read n1
settle n1
status
----
n1 is to read, #1
  n1 → n2 Entries epoch 1 after 3@1, agreed 3, round 1 is lost
  n1 → n3 Entries epoch 1 after 3@1, agreed 3, round 1 is lost
n1 is to read, #3
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3

pass 1500ms
tick n1
----
n1 sees 2500 ms
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n2 n3 is lost
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n2 n3 is lost
  n1 waits 500 ms
  n1 answers #1: unknown, epoch 1 is over
  n1 answers #3: unknown, epoch 1 is over
