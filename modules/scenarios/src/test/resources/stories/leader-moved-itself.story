# A leader that has come back at another place says so itself, once its epoch has agreed on something
# KIP-853 UpdateRaftVoter: each voter's own record; a leader asks nobody for entries, and so tells nobody.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
move n1 elsewhere:1
quiet start n1
quiet settle
status n1
log n1
----
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n1 leads by n1 n2]

run 500ms
log n1 n3
----
n1 sees 1500 ms
  n1 → n2 Entries epoch 2 after 4@2, agreed 4
  n1 → n3 Entries epoch 2 after 4@2, agreed 4
  n1 → n2 EpochBegun epoch 2 by n1
  n1 → n3 EpochBegun epoch 2 by n1
  n1 writes [4@2 voters n1 at elsewhere:1 n2 n3]
n2 ← n1 Entries epoch 2 after 4@2, agreed 4
  n2 → n1 FetchAsked epoch 2 by n2, end 4@2, agreed 4
n3 ← n1 Entries epoch 2 after 4@2, agreed 4
  n3 → n1 FetchAsked epoch 2 by n3, end 4@2, agreed 4
n2 ← n1 EpochBegun epoch 2 by n1
n3 ← n1 EpochBegun epoch 2 by n1
n1 ← n2 FetchAsked epoch 2 by n2, end 4@2, agreed 4
  n1 → n2 Entries epoch 2 after 4@2 [4@2], agreed 4
n1 ← n3 FetchAsked epoch 2 by n3, end 4@2, agreed 4
  n1 → n3 Entries epoch 2 after 4@2 [4@2], agreed 4
n2 ← n1 Entries epoch 2 after 4@2 [4@2], agreed 4
  n2 writes [4@2 voters n1 at elsewhere:1 n2 n3]
  n2 reaches n1 at elsewhere:1
n3 ← n1 Entries epoch 2 after 4@2 [4@2], agreed 4
  n3 writes [4@2 voters n1 at elsewhere:1 n2 n3]
  n3 reaches n1 at elsewhere:1
n1 disk: [4@2]
n2 disk: [4@2]
  n2 → n1 FetchAsked epoch 2 by n2, end 5@2, agreed 4
n1 ← n2 FetchAsked epoch 2 by n2, end 5@2, agreed 4
  n1 commits before 5
  n1 → n2 Entries epoch 2 after 5@2, agreed 5
n2 ← n1 Entries epoch 2 after 5@2, agreed 5
  n2 commits before 5
n3 disk: [4@2]
  n3 → n1 FetchAsked epoch 2 by n3, end 5@2, agreed 4
n1 ← n3 FetchAsked epoch 2 by n3, end 5@2, agreed 4
  n1 → n3 Entries epoch 2 after 5@2, agreed 5
n3 ← n1 Entries epoch 2 after 5@2, agreed 5
  n3 commits before 5
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n1 leads by n1 n2] [4@2 voters n1 at elsewhere:1 n2 n3]
n3 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n1 leads by n1 n2] [4@2 voters n1 at elsewhere:1 n2 n3]
