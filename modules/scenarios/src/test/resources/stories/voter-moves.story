# A voter that is reached elsewhere says so, and the record of the voters follows
# KIP-853 UpdateRaftVoter.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

crash n3
move n3 elsewhere:9
quiet start n3
settle
run 600ms
status n1 n2 n3
----
n3 crashes
n1 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n1 → n3 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n3 ← n1 VoteRefused epoch 1 by n1, leader n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 0
n3 ← n2 VoteRefused epoch 1 by n2, leader n1
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 0
  n1 → n3 Entries epoch 1 after 3@1, agreed 3
n3 ← n1 Entries epoch 1 after 3@1, agreed 3
  n3 commits before 3
n1 sees 1500 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
  n1 → n3 Entries epoch 1 after 3@1, agreed 3
  n1 → n2 EpochBegun epoch 1 by n1
  n1 → n3 EpochBegun epoch 1 by n1
  n1 writes [3@1 voters n1 n2 n3 at elsewhere:9]
  n1 reaches n3 at elsewhere:9
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n3 ← n1 Entries epoch 1 after 3@1, agreed 3
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n2 ← n1 EpochBegun epoch 1 by n1
n3 ← n1 EpochBegun epoch 1 by n1
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
n2 ← n1 Entries epoch 1 after 3@1 [3@1], agreed 3
  n2 writes [3@1 voters n1 n2 n3 at elsewhere:9]
  n2 reaches n3 at elsewhere:9
n3 ← n1 Entries epoch 1 after 3@1 [3@1], agreed 3
  n3 writes [3@1 voters n1 n2 n3 at elsewhere:9]
n1 disk: [3@1]
n2 disk: [3@1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 → n2 Entries epoch 1 after 4@1, agreed 4
n2 ← n1 Entries epoch 1 after 4@1, agreed 4
  n2 commits before 4
n3 disk: [3@1]
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 3
  n1 → n3 Entries epoch 1 after 4@1, agreed 4
n3 ← n1 Entries epoch 1 after 4@1, agreed 4
  n3 commits before 4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3 at elsewhere:9
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3 at elsewhere:9
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3 at elsewhere:9
