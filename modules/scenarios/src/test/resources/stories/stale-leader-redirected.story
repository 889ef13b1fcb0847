# A leader of an old epoch learns of the new one from whoever it speaks to
# Raft §5.1: a stale term is rejected, and whoever has one becomes a follower.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n1-*
quiet propose n1
quiet elect n2 by n3
quiet settle n2 n3
heal
lose
pass 600ms
tick n1
settle
status
----
n1 sees 1600 ms
  n1 → n2 EpochBegun epoch 1 by n1
  n1 → n3 EpochBegun epoch 1 by n1
n2 ← n1 EpochBegun epoch 1 by n1
  n2 → n1 LeaderTold epoch 2: n2
n3 ← n1 EpochBegun epoch 1 by n1
  n3 → n1 LeaderTold epoch 2: n2
n1 ← n2 LeaderTold epoch 2: n2
  n1 waits 500 ms
  n1 answers #1: unknown, epoch 1 is over
  n1 writes ballot epoch 2
  n1 follows n2
n1 ← n3 LeaderTold epoch 2: n2
n1 disk: [3@1 #1]
n1 disk: ballot epoch 2
  n1 → n2 FetchAsked epoch 2 by n1, end 4@1, durable 3@1, agreed 3, takes nothing
  n1 → n2 FetchAsked epoch 2 by n1, end 4@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, durable 3@1, agreed 3, takes nothing
  n2 → n1 Diverged epoch 2 at 4@1, last 3@1
n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, agreed 3
  n2 → n1 Diverged epoch 2 at 4@1, last 3@1
n1 ← n2 Diverged epoch 2 at 4@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n1 ← n2 Diverged epoch 2 at 4@1, last 3@1
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n1 disk: cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3
  n2 → n1 Entries epoch 2 after 3@1 [3@2], agreed 4
n1 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 4
  n1 writes [3@2 n2 leads by n2 n3]
  n1 commits before 4
n1 disk: [3@2]
  n1 → n2 FetchAsked epoch 2 by n1, end 4@2, agreed 4
n2 ← n1 FetchAsked epoch 2 by n1, end 4@2, agreed 4
n1 follows n2; epoch 2; log to 4@2, agreed 4, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
