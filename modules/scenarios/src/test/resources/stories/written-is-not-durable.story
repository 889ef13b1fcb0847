# What a follower has written but not synced does not count, though it tells of it
# design §4: the high watermark is made of durable offsets; R8.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n2
stall n3
propose n1
quiet settle
pass 600ms
tick n3
settle
status n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n3 sees 1600 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, durable 3@1, agreed 3, takes nothing
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, durable 3@1, agreed 3, takes nothing
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3

# The entry is lost with n3's memory, and is fetched anew.
crash n3
resume n3
quiet start n3
quiet run 100ms
status
----
n3 crashes
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 is down, disk: epoch 1 for n1, log 3@1
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
