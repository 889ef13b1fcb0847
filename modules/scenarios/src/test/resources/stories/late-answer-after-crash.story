# An answer to a question that a crash has undone fits no more, though its offset does
# Raft §5.3: the entry before must be of the same epoch too; log matching, R4.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 has [3@1 #1] for itself. It follows n2, cuts it, and has [3@2] in memory only.
quiet cut n1-*
quiet propose n1
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet crash n1
quiet heal
quiet lose
quiet start n1
quiet deliver n1>n2
quiet deliver n2>n1
quiet confirm n1
stall n1
quiet settle
quiet lose
log n1
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]

# It asks once more to be heard, and the answer, at the next beat, is late.
hold n2>n1
pass 600ms
tick n1
deliver n1>n2
pass 500ms
quiet tick n2
quiet settle n2 n3
parcels
----
n1 sees 1600 ms
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n2 → n1 Entries epoch 2 after 3@1, agreed 4 is held
n2 → n1 EpochBegun epoch 2 by n2 is held

# It dies before anything of epoch 2 is in its log, and follows n2 again.
crash n1
resume n1
log n1
quiet start n1
quiet deliver n1>n3
deliver n3>n1
quiet heal
deliver n2>n1 Entries
status n1
----
n1 crashes
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1]
n1 ← n3 VoteRefused epoch 2 by n3, leader n2
  n1 follows n2
  n1 → n2 FetchAsked epoch 2 by n1, end 4@1, agreed 0
n1 ← n2 Entries epoch 2 after 3@1, agreed 4
n1 follows n2; epoch 2; log to 4@1, agreed 0, voters n1 n2 n3

settle
----
n1 ← n2 EpochBegun epoch 2 by n2
n2 ← n1 PreVoteAsked epoch 2 for n1, end 4@1
  n2 → n1 VoteRefused epoch 2 by n2, leader n2
n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, agreed 0
  n2 → n1 Diverged epoch 2 at 4@1, last 3@1
n1 ← n2 VoteRefused epoch 2 by n2, leader n2
n1 ← n2 Diverged epoch 2 at 4@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
  n2 → n1 Entries epoch 2 after 3@1, agreed 4
n1 ← n2 Entries epoch 2 after 3@1, agreed 4
  n1 commits before 3
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
