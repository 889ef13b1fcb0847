# Whoever is to come back is not forgotten when somebody asks for another voter
# Decision 14: a voter whose node comes back with an empty disk is replaced by itself.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n3's old directory is removed; before its new one is added, n4 comes to vote.
quiet wipe n3
quiet start n3
quiet run 1700ms
quiet add n4 at n1
quiet run 2s
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3] [4@1 voters n1 n2 n4, to replace n3] [5@1 voters n1 n2 n3' n4]
