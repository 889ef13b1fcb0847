# A proposal of a leader that is replaced has an unknown outcome, whether it survives or not
# design §9 and style rule 13: an unknown outcome is called Unknown all the way.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# The first entry reaches n2, the second nobody.
propose n1
deliver n1>n2
confirm n2
quiet cut n1-*
propose n1
quiet elect n2 by n3
quiet settle n2 n3
log n2
heal
lose
pass 500ms
tick n2
settle
status n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n2 ← n1 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n2 writes [3@1 #1]
n2 disk: [3@1 #1]
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3
n1 is to propose, #2
  n1 writes [4@1 #2]
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@2 n2 leads by n2 n3]
n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 3 is lost
n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
n2 sees 1500 ms
  n2 → n3 Entries epoch 2 after 5@2, agreed 5
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n3 ← n2 Entries epoch 2 after 5@2, agreed 5
  n3 → n2 FetchAsked epoch 2 by n3, end 5@2, agreed 5
n1 ← n2 EpochBegun epoch 2 by n2
  n1 waits
  n1 answers #1: unknown, epoch 1 is over
  n1 answers #2: unknown, epoch 1 is over
  n1 writes ballot epoch 2
  n1 follows n2
n3 ← n2 EpochBegun epoch 2 by n2
n2 ← n3 FetchAsked epoch 2 by n3, end 5@2, agreed 5
n1 disk: [3@1 #1]
n1 disk: [4@1 #2]
n1 disk: ballot epoch 2
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
  n2 → n1 Diverged epoch 2 at 5@1, last 4@1
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, agreed 3
  n2 → n1 Diverged epoch 2 at 5@1, last 4@1
n1 ← n2 Diverged epoch 2 at 5@1, last 4@1
  n1 writes cut to 4@1
  n1 → n2 FetchAsked epoch 2 by n1, end 4@1, agreed 3, takes nothing
n1 ← n2 Diverged epoch 2 at 5@1, last 4@1
n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, agreed 3, takes nothing
  n2 → n1 Entries epoch 2 after 4@1, agreed 5
n1 ← n2 Entries epoch 2 after 4@1, agreed 5
  n1 commits before 4
n1 disk: cut to 4@1
  n1 → n2 FetchAsked epoch 2 by n1, end 4@1, agreed 4
n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, agreed 4
  n2 → n1 Entries epoch 2 after 4@1 [4@2], agreed 5
n1 ← n2 Entries epoch 2 after 4@1 [4@2], agreed 5
  n1 writes [4@2 n2 leads by n2 n3]
  n1 commits before 5
n1 disk: [4@2]
  n1 → n2 FetchAsked epoch 2 by n1, end 5@2, agreed 5
n2 ← n1 FetchAsked epoch 2 by n1, end 5@2, agreed 5
n1 follows n2; epoch 2; log to 5@2, agreed 5, voters n1 n2 n3
