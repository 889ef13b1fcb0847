# Whoever follows a leader does not stop because somebody else knew of none
# KIP-595; messages may be late.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n2 knows of no leader when n4 asks it; the answer is late.
quiet hangup n2 n1
quiet crash n4
quiet start n4
deliver n4>n2
hold n2>n4
quiet tick n2
quiet settle
quiet run 1s
status n2 n4
----
n2 ← n4 LeaderAsked epoch 1 by n4
  n2 → n4 LeaderTold epoch 1: nobody
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

heal
deliver n2>n4
status n4
----
n4 ← n2 LeaderTold epoch 1: nobody
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
