# The bug of 2015: two leaders, two changes, two majorities without a common voter
# Ongaro, raft-dev 2015: "bug in single-server membership changes"; KIP-853; correctness §1.2. A
# leader must first agree on an entry of its own epoch.

colony 4 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n5 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3 n4

# n1 adds n5, but only itself and n5 hear of it.
quiet cut n1-n2
quiet cut n1-n3
quiet cut n1-n4
add n5 at n1
quiet settle n1 n5
status n1 n5
----
n1 is to add n5, #1
  n1 writes [3@1 voters n1 n2 n3 n4 n5]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n5 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3 n4 n5

# n2 leads by n3 and n4 and would remove n1, without having agreed on anything in its epoch: its
# majority, two of {n2, n3, n4}, and n1's, three of {n1 ... n5} with n1 and n5, need share nobody.
quiet cut n5-n2
quiet cut n5-n3
quiet cut n5-n4
quiet elect n2 by n3 n4
remove n1 at n2
----
n2 is to remove n1, #2
  n2 answers #2: refused, epoch 2 is still opening

# After its own first entry is agreed by three of four no log that lacks it can win any more.
quiet settle n2 n3 n4
remove n1 at n2
quiet settle n2 n3 n4
status
----
n2 is to remove n1, #3
  n2 writes [4@2 voters n2 n3 n4]
  n2 → n3 Entries epoch 2 after 4@2 [4@2], agreed 4
  n2 → n4 Entries epoch 2 after 4@2 [4@2], agreed 4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4 n5
n2 leads epoch 2; epoch 2 for n2; log to 5@2, agreed 5, voters n2 n3 n4
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n2 n3 n4
n4 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n2 n3 n4
n5 follows n1; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3 n4 n5

# n1, with n5, cannot be elected by its own log; it follows, and its change is cut.
heal
crash n1
start n1
quiet run 3s
status
----
n1 crashes
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 4@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 4@1
  n1 → n4 PreVoteAsked epoch 1 for n1, end 4@1
  n1 → n5 PreVoteAsked epoch 1 for n1, end 4@1
n1 follows n2; epoch 2; log to 5@2, agreed 5, voters n2 n3 n4
n2 leads epoch 2; epoch 2 for n2; log to 5@2, agreed 5, voters n2 n3 n4
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n2 n3 n4
n4 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n2 n3 n4
n5 follows n2; epoch 2; log to 5@2, agreed 5, voters n2 n3 n4
