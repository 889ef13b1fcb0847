# A leader that is removed does not count itself, leads until that is agreed, and hands over
# Raft thesis §4.2.2; correctness §1.2; design §4.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

remove n1 at n1
----
n1 is to remove n1, #1
  n1 writes [3@1 voters n2 n3]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3

# Its own disk and n2's do not make two of {n2, n3}.
quiet lose n1>n3
deliver n1>n2
confirm n1 n2
deliver n2>n1
status n1
----
n2 ← n1 Entries epoch 1 after 3@1 [3@1], agreed 3
  n2 writes [3@1 voters n2 n3]
n1 disk: [3@1]
n2 disk: [3@1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n2 n3

propose n1
quiet run 1s
status
----
n1 is to propose, #2
  n1 writes [4@1 #2]
  n1 → n2 Entries epoch 1 after 4@1 [4@1 #2], agreed 3
n1 waits 250 ms; epoch 1 for n1; log to 5@1, agreed 5, voters n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 6@2, agreed 6, voters n2 n3
n3 follows n2; epoch 2 for n2; log to 6@2, agreed 6, voters n2 n3
