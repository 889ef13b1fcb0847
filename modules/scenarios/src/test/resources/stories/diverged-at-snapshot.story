# A log that went apart just behind the leader's snapshot is cut back to it, and needs no snapshot
# Raft §5.3 with §7: a snapshot's last index and term stand for the entry before the log's first.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 has two entries of epoch 1 that nobody else has. n2's log starts at 3@1, by two snapshots.
quiet cut n1-*
quiet propose n1 2
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet propose n2
quiet settle n2 n3
snapshot n2 back 2
snapshot n2 back 1
crash n1
status
----
n2 takes a snapshot
n2 takes a snapshot
  n2 drops all before 3@1
n1 crashes
n1 is down, disk: epoch 1 for n1, log 5@1
n2 leads epoch 2; epoch 2 for n2; log from 3@1 to 5@2, agreed 5, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 5@2, agreed 5, voters n1 n2 n3

heal
lose
start n1
quiet deliver n1>n2 PreVoteAsked
quiet deliver n2>n1 VoteRefused
lose n1>n3
settle n1 n2
status n1
log n1 n2
----
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 5@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 5@1
n1 → n3 PreVoteAsked epoch 1 for n1, end 5@1 is lost
n1 disk: ballot epoch 2
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, agreed 0
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, agreed 0
  n2 → n1 Diverged epoch 2 at 5@1, last 3@1
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
  n2 → n1 Entries epoch 2 after 3@1, agreed 5
n1 ← n2 Entries epoch 2 after 3@1, agreed 5
  n1 commits before 3
n1 disk: cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3
  n2 → n1 Entries epoch 2 after 3@1 [3@2] [4@2 #3], agreed 5
n1 ← n2 Entries epoch 2 after 3@1 [3@2] [4@2 #3], agreed 5
  n1 writes [3@2 n2 leads by n2 n3]
  n1 writes [4@2 #3]
  n1 commits before 5
n1 disk: [3@2]
n1 disk: [4@2 #3]
  n1 → n2 FetchAsked epoch 2 by n1, end 5@2, agreed 5
n2 ← n1 FetchAsked epoch 2 by n1, end 5@2, agreed 5
n1 follows n2; epoch 2; log to 5@2, agreed 5, voters n1 n2 n3
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@2 #3]
n2 log: snapshot 3@1 [3@2 n2 leads by n2 n3] [4@2 #3]
