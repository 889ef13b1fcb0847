# An entry is written, pulled, made durable, agreed, and told
# Raft §5.3; design §4: the next fetch is the acknowledgement, parked fetches wake on entries and on
# a new high watermark (KIP-1166).

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

propose n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3

settle
----
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n3 writes [3@1 #1]
n1 disk: [3@1 #1]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n2 Entries epoch 1 after 4@1, agreed 4
n2 ← n1 Entries epoch 1 after 4@1, agreed 4
  n2 commits before 4
n3 disk: [3@1 #1]
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 3
  n1 → n3 Entries epoch 1 after 4@1, agreed 4
n3 ← n1 Entries epoch 1 after 4@1, agreed 4
  n3 commits before 4
