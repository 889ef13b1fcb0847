# A read is answered after a majority was heard that was asked after it
# Raft thesis §6.4 (read index); design §4.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

read n1
----
n1 is to read, #1
  n1 → n2 Entries epoch 1 after 3@1, agreed 3, round 1
  n1 → n3 Entries epoch 1 after 3@1, agreed 3, round 1

deliver n1>n2
deliver n2>n1
----
n2 ← n1 Entries epoch 1 after 3@1, agreed 3, round 1
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3, round 1
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3, round 1
  n1 answers #1: committed up to 2 in epoch 1

# One round serves all reads that came before it left; a read with entries waits for them too.
read n1
propose n1
read n1
settle
----
n1 is to read, #2
  n1 → n2 Entries epoch 1 after 3@1, agreed 3, round 2
n1 is to propose, #3
  n1 writes [3@1 #3]
n1 is to read, #4
n3 ← n1 Entries epoch 1 after 3@1, agreed 3, round 1
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3, round 1
n2 ← n1 Entries epoch 1 after 3@1, agreed 3, round 2
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3, round 2
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3, round 1
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #3], agreed 3, round 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3, round 2
  n1 answers #2: committed up to 2 in epoch 1
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #3], agreed 3, round 3
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #3], agreed 3, round 3
  n3 writes [3@1 #3]
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #3], agreed 3, round 3
  n2 writes [3@1 #3]
n1 disk: [3@1 #3]
n2 disk: [3@1 #3]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3, round 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3, round 3
  n1 commits before 4
  n1 answers #3: committed up to 3 in epoch 1
  n1 answers #4: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1, agreed 4, round 3
n2 ← n1 Entries epoch 1 after 4@1, agreed 4, round 3
  n2 commits before 4
n3 disk: [3@1 #3]
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 3, round 3
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 3, round 3
  n1 → n3 Entries epoch 1 after 4@1, agreed 4, round 3
n3 ← n1 Entries epoch 1 after 4@1, agreed 4, round 3
  n3 commits before 4
