# A new voter may lack a little, not much
# Raft thesis §4.2.1: catching up new servers; else nothing is agreed until they have.

colony 3 observers 1 led by n1 proposals=3000 readBytes=1000000
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n4 had all there was when it last asked, and lacks 1,500 entries by now.
quiet hold n4-*
quiet propose n1 1500
quiet settle n1 n2 n3
add n4 at n1
----
n1 is to add n4, #1501
  n1 answers #1501: refused, n4 lags by 1500

quiet heal
quiet settle
add n4 at n1
----
n1 is to add n4, #1502
  n1 writes [1503@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 1503@1 [1503@1], agreed 1503
  n1 → n3 Entries epoch 1 after 1503@1 [1503@1], agreed 1503
  n1 → n4 Entries epoch 1 after 1503@1 [1503@1], agreed 1503
