# Two logs that went apart find the last epoch they share, and the follower's is cut there
# Raft §5.3; KIP-101, KIP-279: the leader names the end of its largest epoch not above the asked one.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 keeps two entries of epoch 1 for itself.
quiet cut n1-*
quiet propose n1 2
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet propose n2 3
quiet settle n2 n3
log
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 #2]
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@2 #3] [5@2 #4] [6@2 #5]
n3 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@2 #3] [5@2 #4] [6@2 #5]

heal
crash n1
start n1
settle
log n1
----
n1 crashes
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 5@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 5@1
n2 ← n1 PreVoteAsked epoch 1 for n1, end 5@1
  n2 → n1 VoteRefused epoch 2 by n2, leader n2
n3 ← n1 PreVoteAsked epoch 1 for n1, end 5@1
  n3 → n1 VoteRefused epoch 2 by n3, leader n2
n1 ← n2 VoteRefused epoch 2 by n2, leader n2
  n1 waits 500 ms
  n1 writes ballot epoch 2
  n1 follows n2
n1 ← n3 VoteRefused epoch 2 by n3, leader n2
n1 disk: ballot epoch 2
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, agreed 0
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, agreed 0
  n2 → n1 Diverged epoch 2 at 5@1, last 3@1
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
  n2 → n1 Entries epoch 2 after 3@1, agreed 7
n1 ← n2 Entries epoch 2 after 3@1, agreed 7
  n1 commits before 3
n1 disk: cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3
  n2 → n1 Entries epoch 2 after 3@1 [3@2] [4@2 #3] [5@2 #4] [6@2 #5], agreed 7
n1 ← n2 Entries epoch 2 after 3@1 [3@2] [4@2 #3] [5@2 #4] [6@2 #5], agreed 7
  n1 writes [3@2 n2 leads by n2 n3]
  n1 writes [4@2 #3]
  n1 writes [5@2 #4]
  n1 writes [6@2 #5]
  n1 commits before 7
n1 disk: [3@2]
n1 disk: [4@2 #3]
n1 disk: [5@2 #4]
n1 disk: [6@2 #5]
  n1 → n2 FetchAsked epoch 2 by n1, end 7@2, agreed 7
n2 ← n1 FetchAsked epoch 2 by n1, end 7@2, agreed 7
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@2 #3] [5@2 #4] [6@2 #5]
