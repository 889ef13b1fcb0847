# A shorter log that ends in a later epoch knows more than a longer one
# Raft §5.4.1: the later term wins, then the longer log.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 has four entries more of epoch 1, n3 one of epoch 2.
quiet cut n1-*
quiet propose n1 4
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet crash n2
quiet crash n1
quiet heal
quiet lose
quiet start n1
quiet hangup n3 n2
deliver n1>n3
deliver n3>n1
----
n3 ← n1 PreVoteAsked epoch 1 for n1, end 7@1
  n3 → n1 VoteRefused epoch 2 by n3
n1 ← n3 VoteRefused epoch 2 by n3
  n1 waits 500 ms
  n1 writes ballot epoch 2

quiet settle
pass 500ms
tick n3
settle n1 n3
log n1 n3
----
n3 sees 1500 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 4@2
  n3 → n2 PreVoteAsked epoch 2 for n3, end 4@2
n1 ← n3 PreVoteAsked epoch 2 for n3, end 4@2
  n1 → n3 PreVoteGranted epoch 2 by n1
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
n1 disk: ballot epoch 3 for n3
  n1 → n3 VoteGranted epoch 3 by n1
n3 ← n1 VoteGranted epoch 3 by n1
  n3 leads epoch 3
  n3 writes [4@3 n3 leads by n3 n1]
  n3 → n1 EpochBegun epoch 3 by n3
  n3 → n2 EpochBegun epoch 3 by n3
n1 ← n3 EpochBegun epoch 3 by n3
  n1 follows n3
  n1 → n3 FetchAsked epoch 3 by n1, end 7@1, agreed 0
n3 ← n1 FetchAsked epoch 3 by n1, end 7@1, agreed 0
  n3 → n1 Diverged epoch 3 at 7@1, last 3@1
n1 ← n3 Diverged epoch 3 at 7@1, last 3@1
  n1 writes cut to 3@1
  n1 → n3 FetchAsked epoch 3 by n1, end 3@1, agreed 0, takes nothing
n3 ← n1 FetchAsked epoch 3 by n1, end 3@1, agreed 0, takes nothing
  n3 → n1 Entries epoch 3 after 3@1, agreed 4
n1 ← n3 Entries epoch 3 after 3@1, agreed 4
  n1 commits before 3
n1 disk: cut to 3@1
  n1 → n3 FetchAsked epoch 3 by n1, end 3@1, agreed 3
n3 ← n1 FetchAsked epoch 3 by n1, end 3@1, agreed 3
  n3 → n1 Entries epoch 3 after 3@1 [3@2] [4@3], agreed 4
n1 ← n3 Entries epoch 3 after 3@1 [3@2] [4@3], agreed 4
  n1 writes [3@2 n2 leads by n2 n3]
  n1 writes [4@3 n3 leads by n3 n1]
  n1 commits before 4
n1 disk: [3@2]
n1 disk: [4@3]
  n1 → n3 FetchAsked epoch 3 by n1, end 5@3, agreed 4
n3 ← n1 FetchAsked epoch 3 by n1, end 5@3, agreed 4
n3 disk: [4@3]
  n3 commits before 5
  n3 → n1 Entries epoch 3 after 5@3, agreed 5
n1 ← n3 Entries epoch 3 after 5@3, agreed 5
  n1 commits before 5
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@3 n3 leads by n3 n1]
n3 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@3 n3 leads by n3 n1]
