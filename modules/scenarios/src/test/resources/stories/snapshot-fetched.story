# A follower behind the start of the leader's log fetches the snapshot in pieces, then the rest
# Raft §7; KIP-630; design §4.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# Two snapshots: what lies between the last two is kept for those a little behind.
quiet cut n3-*
quiet propose n1 2
quiet settle n1 n2
snapshot n1
quiet propose n1 2
quiet settle n1 n2
snapshot n1
quiet propose n1
quiet settle n1 n2
log
----
n1 takes a snapshot
n1 takes a snapshot
  n1 drops all before 5@1
n1 log: snapshot 5@1 [5@1 #3] [6@1 #4] [7@1 #5]
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 #2] [5@1 #3] [6@1 #4] [7@1 #5]
n3 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]

heal
lose
pass 800ms
tick n3
settle
status
log n3
----
n3 sees 1800 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 SnapshotOffered epoch 1 for 3@1, at 7@1
n3 ← n1 SnapshotOffered epoch 1 for 3@1, at 7@1
  n3 → n1 SnapshotAsked epoch 1 by n3, 7@1 from byte 0
n1 ← n3 SnapshotAsked epoch 1 by n3, 7@1 from byte 0
  n1 → n3 SnapshotPiece epoch 1 of 7@1, byte 0 of 2
n3 ← n1 SnapshotPiece epoch 1 of 7@1, byte 0 of 2
  n3 writes snapshot 7@1 up to byte 1
n3 disk: snapshot 7@1 up to byte 1
  n3 → n1 SnapshotAsked epoch 1 by n3, 7@1 from byte 1
n1 ← n3 SnapshotAsked epoch 1 by n3, 7@1 from byte 1
  n1 → n3 SnapshotPiece epoch 1 of 7@1, byte 1 of 2
n3 ← n1 SnapshotPiece epoch 1 of 7@1, byte 1 of 2
  n3 writes snapshot 7@1 up to byte 2
n3 disk: snapshot 7@1 up to byte 2
  n3 writes snapshot 7@1
n3 disk: snapshot 7@1
  n3 → n1 FetchAsked epoch 1 by n3, end 7@1, agreed 7
n1 ← n3 FetchAsked epoch 1 by n3, end 7@1, agreed 7
  n1 → n3 Entries epoch 1 after 7@1 [7@1 #5], agreed 8
n3 ← n1 Entries epoch 1 after 7@1 [7@1 #5], agreed 8
  n3 writes [7@1 #5]
  n3 commits before 8
n3 disk: [7@1 #5]
  n3 → n1 FetchAsked epoch 1 by n3, end 8@1, agreed 8
n1 ← n3 FetchAsked epoch 1 by n3, end 8@1, agreed 8
n1 leads epoch 1; epoch 1 for n1; log from 5@1 to 8@1, agreed 8, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 8@1, agreed 8, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log from 7@1 to 8@1, agreed 8, voters n1 n2 n3
n3 log: snapshot 7@1 [7@1 #5]

# It restarts from both.
crash n3
start n3
status n3
----
n3 crashes
n3 starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 8@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 8@1
n3 asks around; epoch 1 for n1; log from 7@1 to 8@1, agreed 7, voters n1 n2 n3
