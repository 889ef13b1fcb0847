# The snapshot that is being fetched is replaced by a newer one: from the beginning
# KIP-630: SNAPSHOT_NOT_FOUND, and the fetch begins again.

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
quiet pass 800ms
quiet tick n3
deliver n3>n1
deliver n1>n3
deliver n3>n1
deliver n1>n3
----
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
  n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
  n3 writes snapshot 5@1 up to byte 1

# n1 takes another one before n3 asks on.
quiet propose n1
quiet settle n1 n2
snapshot n1
settle
status n3
----
n1 takes a snapshot
  n1 drops all before 5@1
n3 disk: snapshot 5@1 up to byte 1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
  n1 → n3 SnapshotOffered epoch 1 for 5@1, at 6@1
n3 ← n1 SnapshotOffered epoch 1 for 5@1, at 6@1
  n3 → n1 SnapshotAsked epoch 1 by n3, 6@1 from byte 0
n1 ← n3 SnapshotAsked epoch 1 by n3, 6@1 from byte 0
  n1 → n3 SnapshotPiece epoch 1 of 6@1, byte 0 of 2
n3 ← n1 SnapshotPiece epoch 1 of 6@1, byte 0 of 2
  n3 writes snapshot 6@1 up to byte 1
n3 disk: snapshot 6@1 up to byte 1
  n3 → n1 SnapshotAsked epoch 1 by n3, 6@1 from byte 1
n1 ← n3 SnapshotAsked epoch 1 by n3, 6@1 from byte 1
  n1 → n3 SnapshotPiece epoch 1 of 6@1, byte 1 of 2
n3 ← n1 SnapshotPiece epoch 1 of 6@1, byte 1 of 2
  n3 writes snapshot 6@1 up to byte 2
n3 disk: snapshot 6@1 up to byte 2
  n3 writes snapshot 6@1
n3 disk: snapshot 6@1
  n3 → n1 FetchAsked epoch 1 by n3, end 6@1, agreed 6
n1 ← n3 FetchAsked epoch 1 by n3, end 6@1, agreed 6
n3 follows n1; epoch 1 for n1; log from 6@1 to 6@1, agreed 6, voters n1 n2 n3
