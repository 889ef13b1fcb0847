# An observer whose removal is cut from its log is a voter again
# correctness §1.2: observer that truncates back into a voter; Raft thesis §4.1: the last one in the
# log counts.

colony 5 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# Only n1 and n5 hear that n5 is removed.
quiet cut n1-n2
quiet cut n1-n3
quiet cut n1-n4
quiet cut n5-n2
quiet cut n5-n3
quiet cut n5-n4
remove n5 at n1
quiet settle n1 n5
status n5
----
n1 is to remove n5, #1
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n5 Entries epoch 1 after 3@1 [3@1], agreed 3
n5 follows n1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4

quiet elect n2 by n3 n4
quiet settle n2 n3 n4
quiet crash n1
heal
quiet hangup n5 n1
run 10ms n2 n5
status n5
----
n5 sees 1000 ms
  n5 asks around
  n5 → n1 PreVoteAsked epoch 1 for n5, end 4@1
  n5 → n2 PreVoteAsked epoch 1 for n5, end 4@1
  n5 → n3 PreVoteAsked epoch 1 for n5, end 4@1
  n5 → n4 PreVoteAsked epoch 1 for n5, end 4@1
n2 ← n5 PreVoteAsked epoch 1 for n5, end 4@1
  n2 → n5 VoteRefused epoch 2 by n2, leader n2
n5 ← n2 VoteRefused epoch 2 by n2, leader n2
  n5 waits 500 ms
  n5 writes ballot epoch 2
  n5 follows n2
n5 disk: ballot epoch 2
  n5 → n2 FetchAsked epoch 2 by n5, end 4@1, agreed 3
n2 ← n5 FetchAsked epoch 2 by n5, end 4@1, agreed 3
  n2 → n5 Diverged epoch 2 at 4@1, last 3@1
n5 ← n2 Diverged epoch 2 at 4@1, last 3@1
  n5 writes cut to 3@1
  n5 → n2 FetchAsked epoch 2 by n5, end 3@1, agreed 3, takes nothing
n2 ← n5 FetchAsked epoch 2 by n5, end 3@1, agreed 3, takes nothing
n5 disk: cut to 3@1
  n5 → n2 FetchAsked epoch 2 by n5, end 3@1, agreed 3
n2 ← n5 FetchAsked epoch 2 by n5, end 3@1, agreed 3
  n2 → n5 Entries epoch 2 after 3@1 [3@2], agreed 4
n5 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 4
  n5 writes [3@2 n2 leads by n2 n3 n4]
  n5 commits before 4
n5 disk: [3@2]
  n5 → n2 FetchAsked epoch 2 by n5, end 4@2, agreed 4
n2 ← n5 FetchAsked epoch 2 by n5, end 4@2, agreed 4
n5 follows n2; epoch 2; log to 4@2, agreed 4, voters n1 n2 n3 n4 n5

# It is one of three that elect n3.
crash n2
quiet elect n3 by n4 n5
status n3
----
n2 crashes
n3 leads epoch 3; epoch 3 for n3; log to 5@3, durable 4, agreed 4, voters n1 n2 n3 n4 n5
