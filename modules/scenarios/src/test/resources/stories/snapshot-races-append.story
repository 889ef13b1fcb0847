# While a snapshot is put in place nothing is appended, and late entries change nothing
# correctness §1.2: snapshot install races with append.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# The answer with [3@1 #1] is late: n3 asks again, and by then there is only a snapshot.
quiet hold n1>n3
quiet propose n1
quiet settle
quiet snapshot n1
quiet propose n1
quiet settle
quiet snapshot n1
quiet pass 800ms
quiet tick n3
quiet settle
quiet heal n1>n3
parcels
----
n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1

deliver n1>n3 SnapshotOffered
quiet deliver n3>n1
quiet deliver n1>n3 SnapshotPiece
quiet confirm n3 1
quiet deliver n3>n1
deliver n1>n3 SnapshotPiece
confirm n3 1
deliver n1>n3 Entries
status n3
----
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
  n3 writes snapshot 5@1 up to byte 2
n3 disk: snapshot 5@1 up to byte 2
  n3 writes snapshot 5@1
n3 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# It asks on, to be heard, but takes nothing while the snapshot is on its way to the disk.
quiet propose n1
quiet settle n1 n2
pass 800ms
tick n3
deliver n3>n1
lose
----
n3 sees 2600 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, durable 0@0, agreed 3, takes nothing
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, durable 0@0, agreed 3, takes nothing
  n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1 is lost

# A crash before the snapshot is in place leaves the log that was there; after it, the snapshot.
crash n3
status n3
quiet start n3
quiet settle
status n3
----
n3 crashes
n3 is down, disk: epoch 1 for n1, log 3@1
n3 follows n1; epoch 1 for n1; log from 5@1 to 6@1, agreed 6, voters n1 n2 n3
