# An observer asks anybody for the leader until somebody knows
# KIP-595: brokers find the leader by a fetch to any of the bootstrap servers.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n4
quiet start n4
parcels
settle
status n4
----
n4 → n2 LeaderAsked epoch 1 by n4
n2 ← n4 LeaderAsked epoch 1 by n4
  n2 → n4 LeaderTold epoch 1: n1
n4 ← n2 LeaderTold epoch 1: n1
  n4 follows n1
  n4 → n1 FetchAsked epoch 1 by n4, end 3@1, agreed 0
n1 ← n4 FetchAsked epoch 1 by n4, end 3@1, agreed 0
  n1 → n4 Entries epoch 1 after 3@1, agreed 3
n4 ← n1 Entries epoch 1 after 3@1, agreed 3
  n4 commits before 3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
