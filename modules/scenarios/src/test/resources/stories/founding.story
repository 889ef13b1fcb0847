# Three empty nodes found a cluster unanimously
# design §3: every configured voter durably stores one list of directories before the first batch;
# Raft §5.2 for the rest of the election.

colony 3
quiet start
quiet lose
----
(nothing)

pass 1s
tick n1
settle
----
n1 sees 1000 ms
  n1 asks around
  n1 → n2 PreVoteAsked epoch 0 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 PreVoteAsked epoch 0 for n1, end 0@0, founding with n1 n2 n3
n2 ← n1 PreVoteAsked epoch 0 for n1, end 0@0, founding with n1 n2 n3
  n2 → n1 PreVoteGranted epoch 0 by n2
n3 ← n1 PreVoteAsked epoch 0 for n1, end 0@0, founding with n1 n2 n3
  n3 → n1 PreVoteGranted epoch 0 by n3
n1 ← n2 PreVoteGranted epoch 0 by n2
n1 ← n3 PreVoteGranted epoch 0 by n3
  n1 stands for epoch 1
  n1 writes ballot epoch 1 for n1, founding with n1 n2 n3
n1 disk: ballot epoch 1 for n1
  n1 → n2 VoteAsked epoch 1 of n2 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3
n2 ← n1 VoteAsked epoch 1 of n2 for n1, end 0@0, founding with n1 n2 n3
  n2 waits
  n2 writes ballot epoch 1 for n1, founding with n1 n2 n3
  n2 waits
n3 ← n1 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3
  n3 waits
  n3 writes ballot epoch 1 for n1, founding with n1 n2 n3
  n3 waits
n2 disk: ballot epoch 1 for n1
  n2 → n1 VoteGranted epoch 1 by n2
n1 ← n2 VoteGranted epoch 1 by n2
n3 disk: ballot epoch 1 for n1
  n3 → n1 VoteGranted epoch 1 by n3
n1 ← n3 VoteGranted epoch 1 by n3
  n1 leads epoch 1
  n1 writes [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
  n1 → n2 EpochBegun epoch 1 by n1
  n1 → n3 EpochBegun epoch 1 by n1
n2 ← n1 EpochBegun epoch 1 by n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 1 by n2, end 0@0, agreed 0
n3 ← n1 EpochBegun epoch 1 by n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 0@0, agreed 0
n1 ← n2 FetchAsked epoch 1 by n2, end 0@0, agreed 0
  n1 → n2 Entries epoch 1 after 0@0 [0-2@1], agreed 0
n1 ← n3 FetchAsked epoch 1 by n3, end 0@0, agreed 0
  n1 → n3 Entries epoch 1 after 0@0 [0-2@1], agreed 0
n2 ← n1 Entries epoch 1 after 0@0 [0-2@1], agreed 0
  n2 writes [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
n3 ← n1 Entries epoch 1 after 0@0 [0-2@1], agreed 0
  n3 writes [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
n1 disk: [0-2@1]
n2 disk: [0-2@1]
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 0
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 0
  n1 commits before 3
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 commits before 3
n3 disk: [0-2@1]
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 0
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 0
  n1 → n3 Entries epoch 1 after 3@1, agreed 3
n3 ← n1 Entries epoch 1 after 3@1, agreed 3
  n3 commits before 3

status
log n2
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
