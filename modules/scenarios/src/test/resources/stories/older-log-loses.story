# A log that knows less wins no vote, a later epoch counts more than a longer log
# Raft §5.4.1.
# n1 alone writes four entries more in epoch 1.
# n1 comes back with the longer log, and asks for votes.
# n3 loses what n2 has told it and cannot be elected by n2.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

cut n1-*
quiet propose n1 4
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
status
----
n1 leads epoch 1; epoch 1 for n1; log to 7@1, agreed 3, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3

heal
crash n1
start n1
deliver n1>n2
deliver n1>n3
settle n2 n3
parcels
----
n1 crashes
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 7@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 7@1
n2 ← n1 PreVoteAsked epoch 1 for n1, end 7@1
  n2 → n1 VoteRefused epoch 2 by n2, leader n2
n3 ← n1 PreVoteAsked epoch 1 for n1, end 7@1
  n3 → n1 VoteRefused epoch 2 by n3, leader n2
n2 → n1 VoteRefused epoch 2 by n2, leader n2
n3 → n1 VoteRefused epoch 2 by n3, leader n2

quiet settle
quiet propose n2
quiet lose
quiet confirm n2
crash n2
start n2
hangup n3 n2
hangup n1 n2
lose
pass 1s
tick n3
deliver n3>n2
settle
----
n2 crashes
n2 starts
  n2 asks around
  n2 → n1 PreVoteAsked epoch 2 for n2, end 5@2
  n2 → n3 PreVoteAsked epoch 2 for n2, end 5@2
n3 loses its connection to n2
  n3 waits
n1 loses its connection to n2
  n1 waits
n2 → n3 PreVoteAsked epoch 2 for n2, end 5@2 is lost
n2 → n1 PreVoteAsked epoch 2 for n2, end 5@2 is lost
n3 sees 2000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 4@2
  n3 → n2 PreVoteAsked epoch 2 for n3, end 4@2
n2 ← n3 PreVoteAsked epoch 2 for n3, end 4@2
  n2 → n3 VoteRefused epoch 2 by n2, knows no cluster
n1 ← n3 PreVoteAsked epoch 2 for n3, end 4@2
  n1 → n3 PreVoteGranted epoch 2 by n1
n3 ← n2 VoteRefused epoch 2 by n2, knows no cluster
n3 ← n1 PreVoteGranted epoch 2 by n1
  n3 stands for epoch 3
  n3 writes ballot epoch 3 for n3
n3 disk: ballot epoch 3 for n3
  n3 → n1 VoteAsked epoch 3 of n1 for n3, end 4@2
  n3 → n2 VoteAsked epoch 3 of n2 for n3, end 4@2
n1 ← n3 VoteAsked epoch 3 of n1 for n3, end 4@2
  n1 waits
  n1 writes ballot epoch 3 for n3
  n1 waits
n2 ← n3 VoteAsked epoch 3 of n2 for n3, end 4@2
  n2 waits
  n2 writes ballot epoch 3
n1 disk: ballot epoch 3 for n3
  n1 → n3 VoteGranted epoch 3 by n1
n3 ← n1 VoteGranted epoch 3 by n1
  n3 leads epoch 3
  n3 writes [4@3 n3 leads by n3 n1]
  n3 → n1 EpochBegun epoch 3 by n3
  n3 → n2 EpochBegun epoch 3 by n3
n1 ← n3 EpochBegun epoch 3 by n3
  n1 follows n3
  n1 → n3 FetchAsked epoch 3 by n1, end 4@2, agreed 4
n2 ← n3 EpochBegun epoch 3 by n3
  n2 follows n3
n3 ← n1 FetchAsked epoch 3 by n1, end 4@2, agreed 4
  n3 → n1 Entries epoch 3 after 4@2 [4@3], agreed 4
n1 ← n3 Entries epoch 3 after 4@2 [4@3], agreed 4
  n1 writes [4@3 n3 leads by n3 n1]
n1 disk: [4@3]
  n1 → n3 FetchAsked epoch 3 by n1, end 5@3, agreed 4
n3 ← n1 FetchAsked epoch 3 by n1, end 5@3, agreed 4
n2 disk: ballot epoch 3
  n2 → n3 VoteRefused epoch 3 by n2, knows no cluster
  n2 → n3 FetchAsked epoch 3 by n2, end 5@2, agreed 0
n3 ← n2 VoteRefused epoch 3 by n2, knows no cluster
n3 ← n2 FetchAsked epoch 3 by n2, end 5@2, agreed 0
  n3 → n2 Diverged epoch 3 at 5@2, last 4@2
n2 ← n3 Diverged epoch 3 at 5@2, last 4@2
  n2 writes cut to 4@2
  n2 → n3 FetchAsked epoch 3 by n2, end 4@2, agreed 0, takes nothing
n3 ← n2 FetchAsked epoch 3 by n2, end 4@2, agreed 0, takes nothing
  n3 → n2 Entries epoch 3 after 4@2, agreed 4
n2 ← n3 Entries epoch 3 after 4@2, agreed 4
  n2 commits before 4
n2 disk: cut to 4@2
  n2 → n3 FetchAsked epoch 3 by n2, end 4@2, agreed 4
n3 ← n2 FetchAsked epoch 3 by n2, end 4@2, agreed 4
  n3 → n2 Entries epoch 3 after 4@2 [4@3], agreed 4
n2 ← n3 Entries epoch 3 after 4@2 [4@3], agreed 4
  n2 writes [4@3 n3 leads by n3 n1]
n2 disk: [4@3]
  n2 → n3 FetchAsked epoch 3 by n2, end 5@3, agreed 4
n3 ← n2 FetchAsked epoch 3 by n2, end 5@3, agreed 4
  n3 commits before 5
  n3 → n2 Entries epoch 3 after 5@3, agreed 5
  n3 → n1 Entries epoch 3 after 5@3, agreed 5
n2 ← n3 Entries epoch 3 after 5@3, agreed 5
  n2 commits before 5
n1 ← n3 Entries epoch 3 after 5@3, agreed 5
  n1 commits before 5
n3 disk: [4@3]
