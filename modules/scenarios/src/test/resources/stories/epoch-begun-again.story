# A voter that never heard of the new leader is told again
# KIP-595 BeginQuorumEpoch: followers pull, and would not know whom from.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet elect n2 by n3
lose EpochBegun
pass 499ms
tick n2
pass 2ms
tick n2
settle n2 n3
----
n2 → n3 EpochBegun epoch 2 by n2 is lost
n2 → n1 EpochBegun epoch 2 by n2 is lost
n2 sees 1501 ms
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n3 ← n2 EpochBegun epoch 2 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 2 after 3@1 [3@2], agreed 3
n3 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 3
  n3 writes [3@2 n2 leads by n2 n3]
n2 disk: [3@2]
n3 disk: [3@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 4@2, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 4@2, agreed 3
  n2 commits before 4
  n2 → n3 Entries epoch 2 after 4@2, agreed 4
n3 ← n2 Entries epoch 2 after 4@2, agreed 4
  n3 commits before 4
