# What a leader of an earlier epoch has said of snapshots, or of its end, means nothing any more
# Raft figure 2, §5.1: a request or answer with a stale term is rejected.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 lacks what only a snapshot has; n1's words to it are doubled, and one of each is late.
quiet cut n3-*
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet snapshot n2
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet snapshot n2
quiet heal
quiet lose
quiet pass 800ms
quiet tick n3
quiet deliver n3>n1
quiet deliver n1>n3 twice
quiet deliver n3>n1
quiet hold n1>n3
stop n1
deliver n1>n2
quiet settle n2 n3
status n2 n3
----
n1 is about to stop
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n2 n3
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n2 n3
  n1 waits
  n1 has stopped
n2 ← n1 EpochEnded epoch 1 by n1, to go on: n2 n3
  n2 waits
  n2 stands for epoch 2
  n2 writes ballot epoch 2 for n2
n2 leads epoch 2; epoch 2 for n2; log from 4@1 to 6@2, agreed 6, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log from 5@1 to 6@2, agreed 6, voters n1 n2 n3

heal
parcels
deliver n1>n3
status n3
----
n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
n1 → n3 EpochEnded epoch 1 by n1, to go on: n2 n3
n2 → n1 VoteAsked epoch 2 of n1 for n2, end 5@1
n2 → n1 EpochBegun epoch 2 by n2
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
n3 ← n1 EpochEnded epoch 1 by n1, to go on: n2 n3
n3 follows n2; epoch 2 for n2; log from 5@1 to 6@2, agreed 6, voters n1 n2 n3
