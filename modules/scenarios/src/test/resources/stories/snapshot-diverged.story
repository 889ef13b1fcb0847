# A log that went apart before the leader's log starts is replaced by the snapshot
# Raft §7: an existing log that conflicts with the snapshot is discarded; KIP-630.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n1-*
quiet propose n1 3
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet propose n2 2
quiet settle n2 n3
quiet snapshot n2
quiet propose n2
quiet settle n2 n3
quiet snapshot n2
log n1 n2
crash n1
heal
start n1
settle
status n1
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 #2] [5@1 #3]
n2 log: snapshot 6@2 [6@2 #6]
n1 crashes
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 6@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 6@1
n2 ← n1 PreVoteAsked epoch 1 for n1, end 6@1
  n2 → n1 VoteRefused epoch 2 by n2, leader n2
n3 ← n1 PreVoteAsked epoch 1 for n1, end 6@1
  n3 → n1 VoteRefused epoch 2 by n3, leader n2
n1 ← n2 VoteRefused epoch 2 by n2, leader n2
  n1 waits 500 ms
  n1 writes ballot epoch 2
  n1 follows n2
n1 ← n3 VoteRefused epoch 2 by n3, leader n2
n1 disk: ballot epoch 2
  n1 → n2 FetchAsked epoch 2 by n1, end 6@1, agreed 0
n2 ← n1 FetchAsked epoch 2 by n1, end 6@1, agreed 0
  n2 → n1 SnapshotOffered epoch 2 for 6@1, at 7@2
n1 ← n2 SnapshotOffered epoch 2 for 6@1, at 7@2
  n1 → n2 SnapshotAsked epoch 2 by n1, 7@2 from byte 0
n2 ← n1 SnapshotAsked epoch 2 by n1, 7@2 from byte 0
  n2 → n1 SnapshotPiece epoch 2 of 7@2, byte 0 of 2
n1 ← n2 SnapshotPiece epoch 2 of 7@2, byte 0 of 2
  n1 writes snapshot 7@2 up to byte 1
n1 disk: snapshot 7@2 up to byte 1
  n1 → n2 SnapshotAsked epoch 2 by n1, 7@2 from byte 1
n2 ← n1 SnapshotAsked epoch 2 by n1, 7@2 from byte 1
  n2 → n1 SnapshotPiece epoch 2 of 7@2, byte 1 of 2
n1 ← n2 SnapshotPiece epoch 2 of 7@2, byte 1 of 2
  n1 writes snapshot 7@2 up to byte 2
n1 disk: snapshot 7@2 up to byte 2
  n1 writes snapshot 7@2
n1 disk: snapshot 7@2
  n1 → n2 FetchAsked epoch 2 by n1, end 7@2, agreed 7
n2 ← n1 FetchAsked epoch 2 by n1, end 7@2, agreed 7
n1 follows n2; epoch 2; log from 7@2 to 7@2, agreed 7, voters n1 n2 n3
n1 log: snapshot 7@2
