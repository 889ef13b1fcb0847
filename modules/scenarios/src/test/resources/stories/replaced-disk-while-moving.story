# Another change of the voters does not make it forgotten who is to come back
# design §4: the Voters record names the node whose disk was lost, until it votes again.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3's old directory is removed, and then its new one is not heard for a while.
quiet wipe n3
quiet start n3
quiet run 1700ms
quiet cut n3-*
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3]

# Meanwhile n2 moves.
quiet crash n2
quiet move n2 elsewhere:2
quiet start n2
quiet run 1s
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3] [4@1 voters n1 n2 at elsewhere:2, to replace n3] [5@1 voters n1 n2 at elsewhere:2 n3']

quiet heal
quiet run 5s
log n1
status n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3] [4@1 voters n1 n2 at elsewhere:2, to replace n3] [5@1 voters n1 n2 at elsewhere:2 n3']
n1 leads epoch 1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n2 at elsewhere:2 n3'
