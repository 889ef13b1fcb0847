# A majority for an entry of an older epoch agrees on nothing until one of the own epoch follows
# Raft §5.4.2.

colony 3 led by n1 readBytes=1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n2 alone has n1's entry, and n1 dies before it hears of that.
quiet cut n3-*
quiet propose n1
quiet deliver n1>n2
quiet confirm n1 n2
quiet lose
crash n1
heal
quiet elect n2 by n3
status
----
n1 crashes
n1 is down, disk: epoch 1 for n1, log 4@1
n2 leads epoch 2; epoch 2 for n2; log to 5@2, durable 4, agreed 3, voters n1 n2 n3
n3 waits 500 ms; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3

# n3 fetches the old entry first. It is on a majority of disks now, n2's own entry on none.
deliver n2>n3
deliver n3>n2
deliver n2>n3
confirm n3
deliver n3>n2
status
----
n3 ← n2 EpochBegun epoch 2 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 2 after 3@1 [3@1 #1], agreed 3
n3 ← n2 Entries epoch 2 after 3@1 [3@1 #1], agreed 3
  n3 writes [3@1 #1]
n3 disk: [3@1 #1]
  n3 → n2 FetchAsked epoch 2 by n3, end 4@1, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 4@1, agreed 3
  n2 → n3 Entries epoch 2 after 4@1 [4@2], agreed 3
n1 is down, disk: epoch 1 for n1, log 4@1
n2 leads epoch 2; epoch 2 for n2; log to 5@2, durable 4, agreed 3, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@1, agreed 3, voters n1 n2 n3

confirm n2
settle
----
n2 disk: [4@2]
n1 ← n2 PreVoteAsked epoch 1 for n2, end 4@1 is lost
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 4@1 is lost
n1 ← n2 EpochBegun epoch 2 by n2 is lost
n3 ← n2 Entries epoch 2 after 4@1 [4@2], agreed 3
  n3 writes [4@2 n2 leads by n2 n3]
n3 disk: [4@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 5@2, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 5@2, agreed 3
  n2 commits before 5
  n2 → n3 Entries epoch 2 after 5@2, agreed 5
n3 ← n2 Entries epoch 2 after 5@2, agreed 5
  n3 commits before 5
