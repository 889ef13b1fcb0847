# A snapshot that is being fetched from a leader of before goes on with the next leader, from the beginning
# KIP-630; KIP-595: whoever does not lead says who does.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 lacks what only a snapshot has; n1 is followed by n2 meanwhile.
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
quiet deliver n1>n3
parcels
----
n3 → n1 SnapshotAsked epoch 1 by n3, 5@1 from byte 0

quiet hold n3-*
quiet crash n1
quiet start n1
quiet lose n1-n2
quiet elect n2 by n1
quiet settle n1 n2
quiet heal
deliver n3>n1 SnapshotAsked
lose n2>n3
deliver n1>n3 LeaderTold
settle
status
----
n1 ← n3 SnapshotAsked epoch 1 by n3, 5@1 from byte 0
  n1 → n3 LeaderTold epoch 2: n2
n2 → n3 EpochBegun epoch 2 by n2 is lost
n2 → n3 VoteAsked epoch 2 of n3 for n2, end 5@1 is lost
n2 → n3 PreVoteAsked epoch 1 for n2, end 5@1 is lost
n3 ← n1 LeaderTold epoch 2: n2
  n3 waits 500 ms
  n3 writes ballot epoch 2
  n3 follows n2
n3 ← n1 PreVoteAsked epoch 1 for n1, end 5@1
n3 disk: ballot epoch 2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n3 → n1 VoteRefused epoch 2 by n3
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 SnapshotOffered epoch 2 for 3@1, at 5@1
n1 ← n3 VoteRefused epoch 2 by n3
n3 ← n2 SnapshotOffered epoch 2 for 3@1, at 5@1
  n3 → n2 SnapshotAsked epoch 2 by n3, 5@1 from byte 0
n2 ← n3 SnapshotAsked epoch 2 by n3, 5@1 from byte 0
  n2 → n3 SnapshotPiece epoch 2 of 5@1, byte 0 of 2
n3 ← n2 SnapshotPiece epoch 2 of 5@1, byte 0 of 2
  n3 writes snapshot 5@1 up to byte 1
n3 disk: snapshot 5@1 up to byte 1
  n3 → n2 SnapshotAsked epoch 2 by n3, 5@1 from byte 1
n2 ← n3 SnapshotAsked epoch 2 by n3, 5@1 from byte 1
  n2 → n3 SnapshotPiece epoch 2 of 5@1, byte 1 of 2
n3 ← n2 SnapshotPiece epoch 2 of 5@1, byte 1 of 2
  n3 writes snapshot 5@1 up to byte 2
n3 disk: snapshot 5@1 up to byte 2
  n3 writes snapshot 5@1
n3 disk: snapshot 5@1
  n3 → n2 FetchAsked epoch 2 by n3, end 5@1, agreed 5
n2 ← n3 FetchAsked epoch 2 by n3, end 5@1, agreed 5
  n2 → n3 Entries epoch 2 after 5@1 [5@2], agreed 6
n3 ← n2 Entries epoch 2 after 5@1 [5@2], agreed 6
  n3 writes [5@2 n2 leads by n2 n1]
  n3 commits before 6
n3 disk: [5@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 6@2, agreed 6
n2 ← n3 FetchAsked epoch 2 by n3, end 6@2, agreed 6
n1 follows n2; epoch 2 for n2; log from 4@1 to 6@2, agreed 6, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log from 4@1 to 6@2, agreed 6, voters n1 n2 n3
n3 follows n2; epoch 2; log from 5@1 to 6@2, agreed 6, voters n1 n2 n3
