# The leader dies between removing the old directory and adding the new one; the next one goes on
# design §4: automatic replacement; the Voters record names who is to come back.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet wipe n3
quiet start n3
quiet run 1700ms
status
log n1
crash n1
quiet run 3s
status
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3' follows n1; epoch 1; log to 4@1, agreed 4, voters n1 n2
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2, to replace n3]
n1 crashes
n1 is down, disk: epoch 1 for n1, log 4@1
n2 asks around; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3' waits 300 ms; epoch 1; log to 4@1, agreed 4, voters n1 n2

quiet start n1
quiet run 5s
status
----
n1 leads epoch 2; epoch 2 for n1; log to 6@2, agreed 6, voters n1 n2 n3'
n2 follows n1; epoch 2 for n1; log to 6@2, agreed 6, voters n1 n2 n3'
n3' follows n1; epoch 2; log to 6@2, agreed 6, voters n1 n2 n3'
