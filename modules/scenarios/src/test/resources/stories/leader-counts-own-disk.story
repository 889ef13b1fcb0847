# A leader counts itself only up to what its own disk has confirmed
# design §4; Raft thesis §10.2.1: a leader may count itself later than its followers.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# With n2 alone there is no majority while n1's disk is busy.
cut n3-*
stall n1
propose n1
settle
status n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, durable 3, agreed 3, voters n1 n2 n3

# With n3 there is one, and n1's own disk is not needed.
heal
quiet run 1s
status
resume n1
settle
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, durable 3, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n1 disk: [3@1 #1]
