# A member that is about to stop says nothing more, and breaks nothing
# KRaft's Resigned state; Raft §5.5: a server that answers nothing is like one that has crashed.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

stop n3
propose n1
settle
quiet run 2s
status
----
n3 is about to stop
  n3 has stopped
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 disk: [3@1 #1]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1, agreed 4
n2 ← n1 Entries epoch 1 after 4@1, agreed 4
  n2 commits before 4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 has stopped; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# Those who remain agree without it; it comes back where its disk stands.
crash n3
start n3
quiet run 2s
status
----
n3 crashes
n3 starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
