# What was decided in an earlier epoch of the same leader is not written in this one
# design §4 and §5: nobody acts on what they saw before others may have led; Raft §8.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet start n1
quiet lose
quiet elect n1 by n2 n3
quiet settle
status n1
propose n1 in 1
read n1 in 1
propose n1
read n1
quiet settle
log n1
----
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n1 is to propose, #1
  n1 answers #1: refused, does not lead, knows epoch 2
n1 is to read, #2
  n1 answers #2: refused, does not lead, knows epoch 2
n1 is to propose, #3
  n1 writes [4@2 #3]
  n1 → n2 Entries epoch 2 after 4@2 [4@2 #3], agreed 4
  n1 → n3 Entries epoch 2 after 4@2 [4@2 #3], agreed 4
n1 is to read, #4
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n1 leads by n1 n2] [4@2 #3]
