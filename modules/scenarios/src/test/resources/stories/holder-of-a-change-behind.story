# Whoever alone holds the change that removes it is told of later epochs, and hands on what it knows
# Thesis §4.2.2: it is needed to agree on that; seed 1439 of the scenario quorum.

colony 2 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2

# n1 has removed itself by its own log alone, n2 has a ballot of a later epoch.
quiet cut n1-n2
quiet remove n1 at n1
quiet confirm n1
quiet crash n1
quiet crash n2
quiet raise n2 3
quiet heal
quiet lose
quiet start
status
----
n1 asks around; epoch 1 for n1; log to 4@1, agreed 0, voters n2
n2 asks around; epoch 3; log to 3@1, agreed 0, voters n1 n2

quiet run 5s
status
log
----
n1 follows n2; epoch 5; log to 6@5, agreed 6, voters n2
n2 leads epoch 5; epoch 5 for n2; log to 6@5, agreed 6, voters n2
n1 log: [0-2@1 n1 leads by n1 n2; founded; voters n1 n2] [3@1 voters n2] [4@4 n1 leads by n1 n2] [5@5 n2 leads by n2]
n2 log: [0-2@1 n1 leads by n1 n2; founded; voters n1 n2] [3@1 voters n2] [4@4 n1 leads by n1 n2] [5@5 n2 leads by n2]
