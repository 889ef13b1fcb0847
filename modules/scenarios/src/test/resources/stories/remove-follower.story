# A voter that is removed votes no more, asks for no votes, and follows as an observer
# Raft thesis §4.2.3; KIP-853 RemoveRaftVoter.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

remove n3 at n1
quiet settle
status
----
n1 is to remove n3, #1
  n1 writes [3@1 voters n1 n2]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2

quiet crash n1
quiet run 5s
status
----
n1 is down, disk: epoch 1 for n1, log 4@1
n2 asks around; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 waits; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2

quiet start n1
quiet run 3s
status
----
n1 leads epoch 2; epoch 2 for n1; log to 5@2, agreed 5, voters n1 n2
n2 follows n1; epoch 2 for n1; log to 5@2, agreed 5, voters n1 n2
n3 follows n1; epoch 2; log to 5@2, agreed 5, voters n1 n2
