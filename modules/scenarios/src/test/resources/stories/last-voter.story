# The last voter cannot be removed
# design §4; KIP-853.

colony 1 led by n1
remove n1 at n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1
n1 is to remove n1, #1
  n1 answers #1: refused, n1 is the last voter
