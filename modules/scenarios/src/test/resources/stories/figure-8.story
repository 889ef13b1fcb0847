# An entry of an old epoch on a majority is overwritten after all, so it must not have counted
# Raft §5.4.2, figure 8, with its servers; correctness §1.2.

colony 5 led by n1 readBytes=1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# (a) n1 writes [3@1 #1]; of the others only n2 gets it.
quiet propose n1
quiet deliver n1>n2
quiet confirm n1 n2
quiet lose
log n1 n2 n3
crash n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@1 #1]
n2 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@1 #1]
n3 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5]
n1 crashes

# (b) n5 leads by the votes of n3 and n4, and writes another entry there.
quiet elect n5 by n3 n4
quiet confirm n5
log n5
crash n5
quiet lose
----
n5 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n5 leads by n5 n3 n4]
n5 crashes

# (c) n1 leads again, and copies [3@1 #1] to n3: it is on three disks of five.
quiet start n1
quiet elect n1 by n2 n3
quiet confirm n1
quiet lose VoteAsked
deliver n1>n2 EpochBegun
deliver n1>n3 EpochBegun
deliver n2>n1
deliver n3>n1
deliver n1>n3 Entries
confirm n3
deliver n3>n1
status n1
----
n2 ← n1 EpochBegun epoch 3 by n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 3 by n2, end 4@1, agreed 3
n3 ← n1 EpochBegun epoch 3 by n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 3 by n3, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 3 by n2, end 4@1, agreed 3
  n1 → n2 Entries epoch 3 after 4@1 [4@3], agreed 0
n1 ← n3 FetchAsked epoch 3 by n3, end 3@1, agreed 3
  n1 → n3 Entries epoch 3 after 3@1 [3@1 #1], agreed 0
n3 ← n1 Entries epoch 3 after 3@1 [3@1 #1], agreed 0
  n3 writes [3@1 #1]
n3 disk: [3@1 #1]
  n3 → n1 FetchAsked epoch 3 by n3, end 4@1, agreed 3
n1 ← n3 FetchAsked epoch 3 by n3, end 4@1, agreed 3
  n1 → n3 Entries epoch 3 after 4@1 [4@3], agreed 0
n1 leads epoch 3; epoch 3 for n1; log to 5@3, agreed 0, voters n1 n2 n3 n4 n5

# (d) n1 dies. n5 leads by the votes of n2, n3, and n4, and [3@1 #1] is gone.
quiet lose
crash n1
quiet start n5
quiet elect n5 by n2 n3 n4
quiet settle n2 n3 n4 n5
log
status
----
n1 crashes
n1 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@1 #1] [4@3 n1 leads by n1 n2 n3]
n2 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n5 leads by n5 n3 n4] [4@4 n5 leads by n5 n2 n3]
n3 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n5 leads by n5 n3 n4] [4@4 n5 leads by n5 n2 n3]
n4 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n5 leads by n5 n3 n4] [4@4 n5 leads by n5 n2 n3]
n5 log: [0-2@1 n1 leads by n1 n2 n3 n4 n5; founded; voters n1 n2 n3 n4 n5] [3@2 n5 leads by n5 n3 n4] [4@4 n5 leads by n5 n2 n3]
n1 is down, disk: epoch 3 for n1, log 5@3
n2 follows n5; epoch 4 for n5; log to 5@4, agreed 5, voters n1 n2 n3 n4 n5
n3 follows n5; epoch 4 for n5; log to 5@4, agreed 5, voters n1 n2 n3 n4 n5
n4 follows n5; epoch 4 for n5; log to 5@4, agreed 5, voters n1 n2 n3 n4 n5
n5 leads epoch 4; epoch 4 for n5; log to 5@4, agreed 5, voters n1 n2 n3 n4 n5
