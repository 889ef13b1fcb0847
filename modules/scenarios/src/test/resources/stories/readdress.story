# A voter is said to be reached elsewhere: a change like others, agreed by the voters
# KIP-853 UpdateRaftVoter; Raft thesis §4.1: one change at a time.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 is going to come back at another place, and is down meanwhile.
crash n3
move n3 elsewhere:3
readdress n3 at n1
readdress n3 at n1
settle n1 n2
log n1
----
n3 crashes
n1 is to move n3 at elsewhere:3, #1
  n1 writes [3@1 voters n1 n2 n3 at elsewhere:3]
  n1 reaches n3 at elsewhere:3
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 is to move n3 at elsewhere:3, #2
  n1 answers #2: refused, change pending at 3
n2 ← n1 Entries epoch 1 after 3@1 [3@1], agreed 3
  n2 writes [3@1 voters n1 n2 n3 at elsewhere:3]
  n2 reaches n3 at elsewhere:3
n1 disk: [3@1]
n2 disk: [3@1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1, agreed 4
n2 ← n1 Entries epoch 1 after 4@1, agreed 4
  n2 commits before 4
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2 n3 at elsewhere:3]

# It comes back there, and has nothing to tell.
start n3
quiet run 2s
log n3
----
n3 starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n3 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 voters n1 n2 n3 at elsewhere:3]
