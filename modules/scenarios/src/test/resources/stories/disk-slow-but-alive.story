# A disk that is slow but gets on is no reason to step down
# design §4: the watchdog waits for a disk that confirms nothing at all.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

stall n1
propose n1
propose n1
propose n1
quiet run 1500ms
confirm n1 1
quiet run 1500ms
confirm n1 1
quiet run 1500ms
status n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 is to propose, #2
  n1 writes [4@1 #2]
n1 is to propose, #3
  n1 writes [5@1 #3]
n1 disk: [3@1 #1]
n1 disk: [4@1 #2]
n1 leads epoch 1; epoch 1 for n1; log to 6@1, durable 5, agreed 6, voters n1 n2 n3

quiet run 600ms
status n1
----
n1 follows n2; epoch 2 for n2; log to 6@1, durable 5, agreed 6, voters n1 n2 n3
