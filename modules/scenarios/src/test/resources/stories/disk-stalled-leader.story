# A leader whose disk confirms nothing gives up, though its process answers
# correctness §1.2: disk-stalled leader; design §4: watchdog.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

stall n1
propose n1
quiet run 1900ms
status
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, durable 3, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3

# Its followers hold the entry and it is agreed; yet the disk is no good.
quiet run 200ms
status
----
n1 follows n2; epoch 2 for n2; log to 4@1, durable 3, agreed 4, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3

# With a disk that does not take a ballot it neither votes nor stands.
crash n3
quiet run 10s
status
----
n3 crashes
n1 waits 400 ms; epoch 2 for n2; log to 4@1, durable 3, agreed 4, voters n1 n2 n3
n2 asks around; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3
n3 is down, disk: epoch 2 for n2, log 5@2

resume n1
quiet run 3s
status
----
n1 follows n2; epoch 3 for n2; log to 6@3, agreed 6, voters n1 n2 n3
n2 leads epoch 3; epoch 3 for n2; log to 6@3, agreed 6, voters n1 n2 n3
n3 is down, disk: epoch 2 for n2, log 5@2
