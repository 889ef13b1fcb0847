# Whoever was cut off comes back without an epoch of its own, and follows again
# Raft thesis §9.6, KIP-996; correctness R13.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

cut n3-*
quiet run 10s
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 asks around; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

heal
run 1s
status
----
n3 sees 11000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n1 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n1 → n3 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n3 ← n1 VoteRefused epoch 1 by n1, leader n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n3 ← n2 VoteRefused epoch 1 by n2, leader n1
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 sees 11500 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
  n1 → n2 EpochBegun epoch 1 by n1
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n2 ← n1 EpochBegun epoch 1 by n1
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 sees 11500 ms
  n1 → n3 Entries epoch 1 after 3@1, agreed 3
n3 ← n1 Entries epoch 1 after 3@1, agreed 3
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 sees 12000 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
  n1 → n2 EpochBegun epoch 1 by n1
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n2 ← n1 EpochBegun epoch 1 by n1
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
