# No second change before the first is agreed
# Raft thesis §4.1: one server at a time; correctness §1.2: two concurrent changes.

colony 3 observers 2 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
n5 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n2-*
quiet cut n3-*
add n4 at n1
quiet settle
add n5 at n1
remove n3 at n1
status n1
----
n1 is to add n4, #1
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n5 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 is to add n5, #2
  n1 answers #2: refused, change pending at 3
n1 is to remove n3, #3
  n1 answers #3: refused, change pending at 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4

heal
quiet run 2s
add n5 at n1
quiet settle
status
----
n1 is to add n5, #4
  n1 writes [4@1 voters n1 n2 n3 n4 n5]
  n1 → n2 Entries epoch 1 after 4@1 [4@1], agreed 4
  n1 → n3 Entries epoch 1 after 4@1 [4@1], agreed 4
  n1 → n4 Entries epoch 1 after 4@1 [4@1], agreed 4
  n1 → n5 Entries epoch 1 after 4@1 [4@1], agreed 4
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3 n4 n5
