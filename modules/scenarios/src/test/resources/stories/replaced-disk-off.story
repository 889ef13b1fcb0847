# With the setting off a new disk stays an observer until somebody adds it
# design §4: automatic replacement is a setting.

colony 3 led by n1 replaces=0
quiet wipe n3
quiet start n3
quiet run 10s
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3' follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
