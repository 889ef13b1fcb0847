# A new leader says nothing and changes nothing before its own first entry is agreed
# Raft §8 and thesis §6.4: it may not know yet what is committed.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

crash n1
quiet elect n2 by n3
propose n2
read n2
remove n1 at n2
settle
propose n2
----
n1 crashes
n2 is to propose, #1
  n2 answers #1: refused, epoch 2 is still opening
n2 is to read, #2
  n2 answers #2: refused, epoch 2 is still opening
n2 is to remove n1, #3
  n2 answers #3: refused, epoch 2 is still opening
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1 is lost
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 3@1 is lost
n1 ← n2 EpochBegun epoch 2 by n2 is lost
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
n2 is to propose, #4
  n2 writes [4@2 #4]
  n2 → n3 Entries epoch 2 after 4@2 [4@2 #4], agreed 4
