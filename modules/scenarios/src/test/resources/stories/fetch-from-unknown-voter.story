# A leader answers a voter that its own log does not name, and takes no notice of its offsets
# correctness §1.2: a fetch from a voter not in its own config; KIP-853.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n4 has the record that makes it a voter, n2 and n3 have not. n1 dies.
quiet cut n1-n2
quiet cut n1-n3
add n4 at n1
quiet settle n1 n4
quiet heal
crash n1
lose
quiet elect n2 by n3
quiet settle n2 n3
status
----
n1 is to add n4, #1
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 crashes
n1 is down, disk: epoch 1 for n1, log 4@1
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n4 follows n1; epoch 1; log to 4@1, agreed 3, voters n1 n2 n3 n4

# n4 takes itself for a voter, asks to be elected, is shown to n2, and cut back to an observer.
hangup n4 n1
tick n4
settle
status
----
n4 loses its connection to n1
  n4 waits
n4 sees 1000 ms
  n4 asks around
  n4 → n1 PreVoteAsked epoch 1 for n4, end 4@1
  n4 → n2 PreVoteAsked epoch 1 for n4, end 4@1
  n4 → n3 PreVoteAsked epoch 1 for n4, end 4@1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1 is lost
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 3@1 is lost
n1 ← n2 EpochBegun epoch 2 by n2 is lost
n1 ← n4 PreVoteAsked epoch 1 for n4, end 4@1 is lost
n2 ← n4 PreVoteAsked epoch 1 for n4, end 4@1
  n2 → n4 VoteRefused epoch 2 by n2, leader n2
n3 ← n4 PreVoteAsked epoch 1 for n4, end 4@1
  n3 → n4 VoteRefused epoch 2 by n3, leader n2
n4 ← n2 VoteRefused epoch 2 by n2, leader n2
  n4 waits 500 ms
  n4 writes ballot epoch 2
  n4 follows n2
n4 ← n3 VoteRefused epoch 2 by n3, leader n2
n4 disk: ballot epoch 2
  n4 → n2 FetchAsked epoch 2 by n4, end 4@1, agreed 3
n2 ← n4 FetchAsked epoch 2 by n4, end 4@1, agreed 3
  n2 → n4 Diverged epoch 2 at 4@1, last 3@1
n4 ← n2 Diverged epoch 2 at 4@1, last 3@1
  n4 writes cut to 3@1
  n4 → n2 FetchAsked epoch 2 by n4, end 3@1, agreed 3, takes nothing
n2 ← n4 FetchAsked epoch 2 by n4, end 3@1, agreed 3, takes nothing
n4 disk: cut to 3@1
  n4 → n2 FetchAsked epoch 2 by n4, end 3@1, agreed 3
n2 ← n4 FetchAsked epoch 2 by n4, end 3@1, agreed 3
  n2 → n4 Entries epoch 2 after 3@1 [3@2], agreed 4
n4 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 4
  n4 writes [3@2 n2 leads by n2 n3]
  n4 commits before 4
n4 disk: [3@2]
  n4 → n2 FetchAsked epoch 2 by n4, end 4@2, agreed 4
n2 ← n4 FetchAsked epoch 2 by n4, end 4@2, agreed 4
n1 is down, disk: epoch 1 for n1, log 4@1
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n4 follows n2; epoch 2; log to 4@2, agreed 4, voters n1 n2 n3
