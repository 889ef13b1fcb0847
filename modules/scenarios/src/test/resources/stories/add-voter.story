# A new voter first catches up, then counts as soon as the record is written, agreed by the new voters
# Raft thesis §4.1 and §4.2.1; KIP-853 AddRaftVoter.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# It has not asked for anything lately enough.
cut n4-*
quiet run 2s
add n4 at n1
----
n1 is to add n4, #1
  n1 answers #1: refused, n4 lags by 0

heal
quiet run 1s
add n4 at n1
----
n1 is to add n4, #2
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3

# Three of four are needed by now: n1 and n2 alone agree on nothing, n4 makes the difference.
quiet lose n1>n3
deliver n1>n2
confirm n1 n2
deliver n2>n1
status n1
----
n2 ← n1 Entries epoch 1 after 3@1 [3@1], agreed 3
  n2 writes [3@1 voters n1 n2 n3 n4]
n1 disk: [3@1]
n2 disk: [3@1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4

deliver n1>n4
confirm n4
deliver n4>n1
quiet settle
status
----
n4 ← n1 Entries epoch 1 after 3@1 [3@1], agreed 3
  n4 writes [3@1 voters n1 n2 n3 n4]
n4 disk: [3@1]
  n4 → n1 FetchAsked epoch 1 by n4, end 4@1, agreed 3
n1 ← n4 FetchAsked epoch 1 by n4, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #2: committed up to 3 in epoch 1
  n1 → n4 Entries epoch 1 after 4@1, agreed 4
  n1 → n2 Entries epoch 1 after 4@1, agreed 4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 4@1, agreed 4, voters n1 n2 n3 n4
