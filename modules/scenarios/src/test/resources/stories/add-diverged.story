# An observer whose log is not the leader's has not caught up, however long it is
# KIP-853: a voter is added when it has caught up; offsets count only where the logs agree.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n4 has an entry of epoch 1 that n2, leader of epoch 2, has not.
quiet cut n1-n2
quiet cut n1-n3
quiet propose n1
quiet settle n1 n4
quiet heal
quiet crash n1
quiet lose
quiet elect n2 by n3
quiet settle n2 n3
log n2 n4
----
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3]
n4 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1]

hangup n4 n1
tick n4
parcels
deliver n4>*
deliver *>n4
confirm n4
deliver n4>n2
add n4 at n2
settle
add n4 at n2
----
n4 loses its connection to n1
  n4 waits
n4 sees 1000 ms
  n4 waits 500 ms
  n4 → n2 LeaderAsked epoch 1 by n4
n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
n2 → n1 EpochBegun epoch 2 by n2
n4 → n2 LeaderAsked epoch 1 by n4
n2 ← n4 LeaderAsked epoch 1 by n4
  n2 → n4 LeaderTold epoch 2: n2
n4 ← n2 LeaderTold epoch 2: n2
  n4 waits 500 ms
  n4 writes ballot epoch 2
  n4 follows n2
n4 disk: ballot epoch 2
  n4 → n2 FetchAsked epoch 2 by n4, end 4@1, agreed 3
n2 ← n4 FetchAsked epoch 2 by n4, end 4@1, agreed 3
  n2 → n4 Diverged epoch 2 at 4@1, last 3@1
n2 is to add n4, #2
  n2 answers #2: refused, n4 lags by 4
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1 is lost
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 3@1 is lost
n1 ← n2 EpochBegun epoch 2 by n2 is lost
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
n2 is to add n4, #3
  n2 writes [4@2 voters n1 n2 n3 n4]
  n2 → n3 Entries epoch 2 after 4@2 [4@2], agreed 4
  n2 → n4 Entries epoch 2 after 4@2 [4@2], agreed 4
