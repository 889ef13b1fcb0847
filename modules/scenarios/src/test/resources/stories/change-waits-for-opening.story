# What a leader changes by itself waits for the first entry of its own epoch
# Ongaro 2015; KIP-853; R12.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet crash n3
quiet move n3 elsewhere:3
quiet start n3
quiet lose
quiet elect n2 by n3
stall n2
quiet run 1s
log n2
status n2
----
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3]
n2 leads epoch 2; epoch 2 for n2; log to 4@2, durable 3, agreed 3, voters n1 n2 n3

resume n2
quiet run 1s
log n2
----
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@2 voters n1 n2 n3 at elsewhere:3]
