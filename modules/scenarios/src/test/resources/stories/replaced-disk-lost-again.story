# A disk that is to vote again and is lost as well is not added any more
# The leader has heard it of late, but its node since with another one; seed 12313 of the scenario quorum.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has lost its disk; the next one has caught up, and the one before is a voter no more.
quiet wipe n3
quiet lose
quiet start n3
quiet run 1600ms
status n3
log n1
----
n3' follows n1; epoch 1; log to 4@1, agreed 4, voters n1 n2
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3]

# That one is lost too, and n1 has heard of a third before it adds anybody.
quiet wipe n3
quiet lose
quiet start n3
quiet run 300ms
status n3
log n1
----
n3'' follows n1; epoch 1; log to 4@1, agreed 4, voters n1 n2
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3]

quiet run 200ms
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3] [4@1 voters n1 n2 n3'']

quiet run 2s
status
----
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3''
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3''
n3'' follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3''
