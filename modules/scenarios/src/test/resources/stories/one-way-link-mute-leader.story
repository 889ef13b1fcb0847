# A leader that hears the others but cannot reach them is replaced
# correctness §1.2: one-way link.

colony 3 led by n1 electionMax=1s lostLeader=50ms
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n1>*
quiet run 4s
status
----
n1 follows n2; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3

# Nothing that n1 took since then was agreed on.
heal
quiet run 2s
status
----
n1 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
