# What a leader changes by itself waits for the change that is not agreed yet
# Raft thesis §4.1: one at a time; KIP-853 UpdateRaftVoter.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has moved; n4 becomes a voter, which needs n4's disk.
quiet crash n2
quiet crash n3
quiet move n3 elsewhere:3
quiet start n3
stall n4
quiet settle n1 n3 n4
add n4 at n1
quiet run 1s
log n1
----
n1 is to add n4, #1
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2 n3 n4]

resume n4
quiet run 1s
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2 n3 n4] [4@1 voters n1 n2 n3 at elsewhere:3 n4]
