# A flood is refused, not queued for ever
# style rule 16; design §4: a batch always fits the internal message limit.

colony 3 led by n1 proposals=2 logEntries=8 proposalBytes=1000
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# Three more than the two that may be open.
propose n1 3
read n1
settle
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 is to propose, #2
  n1 writes [4@1 #2]
n1 is to propose, #3
  n1 answers #3: refused, full with 2
n1 is to read, #4
  n1 answers #4: refused, full with 2
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n3 writes [3@1 #1]
n1 disk: [3@1 #1]
n1 disk: [4@1 #2]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1 [4@1 #2], agreed 4
n2 ← n1 Entries epoch 1 after 4@1 [4@1 #2], agreed 4
  n2 writes [4@1 #2]
  n2 commits before 4
n2 disk: [4@1 #2]
  n2 → n1 FetchAsked epoch 1 by n2, end 5@1, agreed 4
n1 ← n2 FetchAsked epoch 1 by n2, end 5@1, agreed 4
  n1 commits before 5
  n1 answers #2: committed up to 4 in epoch 1
  n1 → n2 Entries epoch 1 after 5@1, agreed 5
n2 ← n1 Entries epoch 1 after 5@1, agreed 5
  n2 commits before 5
n3 disk: [3@1 #1]
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 3
  n1 → n3 Entries epoch 1 after 4@1 [4@1 #2], agreed 5
n3 ← n1 Entries epoch 1 after 4@1 [4@1 #2], agreed 5
  n3 writes [4@1 #2]
  n3 commits before 5
n3 disk: [4@1 #2]
  n3 → n1 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n1 ← n3 FetchAsked epoch 1 by n3, end 5@1, agreed 5

# Eight entries since the last snapshot.
quiet propose n1 2
quiet settle
quiet propose n1
quiet settle
propose n1
status n1
----
n1 is to propose, #8
  n1 answers #8: refused, log full with 8
n1 leads epoch 1; epoch 1 for n1; log to 8@1, agreed 8, voters n1 n2 n3

snapshot n1
propose n1
----
n1 takes a snapshot
n1 is to propose, #9
  n1 writes [8@1 #9]
  n1 → n2 Entries epoch 1 after 8@1 [8@1 #9], agreed 8
  n1 → n3 Entries epoch 1 after 8@1 [8@1 #9], agreed 8
