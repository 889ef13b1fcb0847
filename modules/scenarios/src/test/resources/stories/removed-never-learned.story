# A removed voter that never learned of it disturbs nobody
# Raft thesis §4.2.3: disruptive servers; §9.6; correctness §1.2, R13.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n3-*
remove n3 at n1
quiet settle
quiet run 5s
status
----
n1 is to remove n3, #1
  n1 writes [3@1 voters n1 n2]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 asks around; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# It asks whoever it knows, and is told where the leader is.
heal
quiet lose
quiet run 10ms
status
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2

# Even if it has driven up its own epoch alone, nobody takes that from one without a vote.
crash n3
raise n3 9
quiet start n3
quiet run 5s
status
----
n3 crashes
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 asks around; epoch 9; log to 4@1, agreed 0, voters n1 n2
