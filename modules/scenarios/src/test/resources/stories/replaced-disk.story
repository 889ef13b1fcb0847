# A voter comes back with an empty disk and votes again, without anybody's help
# design §4: catch up, remove the old, commit, add the new.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet propose n1
quiet settle
wipe n3
start n3
quiet run 400ms
status
----
n3 loses its disk
n3' starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
  n3 → n2 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3' follows n1; epoch 1; log to 4@1, agreed 4, voters n1 n2 n3

quiet run 3s
status
log n3
----
n1 leads epoch 1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n2 n3'
n2 follows n1; epoch 1 for n1; log to 6@1, agreed 6, voters n1 n2 n3'
n3' follows n1; epoch 1; log to 6@1, agreed 6, voters n1 n2 n3'
n3' log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 voters n1 n2, to replace n3] [5@1 voters n1 n2 n3']
