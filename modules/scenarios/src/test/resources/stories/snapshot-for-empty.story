# A node with nothing gets everything from the snapshot, who votes included
# Raft §7: the snapshot holds the latest configuration; KIP-853.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n4
quiet remove n2 at n1
quiet settle
quiet propose n1
quiet settle
quiet snapshot n1
quiet propose n1
quiet settle
quiet snapshot n1
quiet wipe n4
quiet start n4
quiet lose
quiet run 600ms
status
log n4
----
n1 leads epoch 1; epoch 1 for n1; log from 5@1 to 6@1, agreed 6, voters n1 n3
n2 follows n1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n3
n3 follows n1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n3
n4' follows n1; epoch 1; log from 6@1 to 6@1, agreed 6, voters n1 n3
n4' log: snapshot 6@1
