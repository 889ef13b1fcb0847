# Pieces and offers of a snapshot that come twice or late change nothing
# KIP-630: position and snapshot id are checked; Raft §7.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n3-*
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet heal
quiet lose
stall n3
pass 800ms
tick n3
deliver n3>n1
deliver n1>n3 twice
deliver n3>n1
deliver n1>n3 SnapshotPiece twice
confirm n3 1
deliver n3>n1
deliver n1>n3 SnapshotPiece #1
deliver n1>n3 SnapshotPiece
confirm n3 1
----
n3 sees 1800 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
  n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
  n3 writes snapshot 5@1 up to byte 1
n3 disk: snapshot 5@1 up to byte 1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
  n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
  n3 writes snapshot 5@1 up to byte 2
n3 disk: snapshot 5@1 up to byte 2
  n3 writes snapshot 5@1

# Late, while the snapshot is put in place, and again afterwards.
parcels
deliver n1>n3 SnapshotOffered twice
confirm n3
deliver n1>n3 SnapshotOffered
settle
status n3
----
n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 disk: snapshot 5@1
  n3 → n1 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
n1 ← n3 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n3 follows n1; epoch 1 for n1; log from 5@1 to 5@1, agreed 5, voters n1 n2 n3
