# A piece of a snapshot that the disk confirms late counts for no other download
# The download was given up with its leader's connection, and has begun anew; what the disk speaks of
# is not there any more.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 lacks what only a snapshot has.
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
quiet pass 800ms
quiet tick n3
quiet settle
quiet confirm n3 1
settle
status n3
----
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
  n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
  n3 writes snapshot 5@1 up to byte 2
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# It asks for nothing more while the disk has a piece, but lets itself be heard.
pass 800ms
tick n3
settle n1 n3
----
n3 sees 2600 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3, takes nothing
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3, takes nothing
  n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1

hangup n3 n1
tick n3
settle
----
n3 loses its connection to n1
  n3 waits
n3 sees 2600 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n1 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n1 → n3 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n3 ← n1 VoteRefused epoch 1 by n1, leader n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n3 ← n2 VoteRefused epoch 1 by n2, leader n1
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 SnapshotOffered epoch 1 for 3@1, at 5@1
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 5@1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
  n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 0 of 2
  n3 writes snapshot 5@1 up to byte 1

# The first is about all of the old download, the second about the beginning of the new one.
confirm n3 1
settle
confirm n3 1
settle
resume n3
settle
status n3
----
n3 disk: snapshot 5@1 up to byte 2
n3 disk: snapshot 5@1 up to byte 1
  n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 1
  n1 → n3 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
n3 ← n1 SnapshotPiece epoch 1 of 5@1, byte 1 of 2
  n3 writes snapshot 5@1 up to byte 2
n3 disk: snapshot 5@1 up to byte 2
  n3 writes snapshot 5@1
n3 disk: snapshot 5@1
  n3 → n1 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n1 ← n3 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n3 follows n1; epoch 1 for n1; log from 5@1 to 5@1, agreed 5, voters n1 n2 n3
