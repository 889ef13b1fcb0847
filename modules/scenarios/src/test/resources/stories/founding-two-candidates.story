# Two founders stand at once: neither has all votes, and the later one finds the cluster made
# Raft §5.2: split votes; design §3: founders all the same, and unanimous.

colony 3
quiet start
lose n3>*
# n1 and n2 have been granted all pre-votes in epoch 0 before either stands.
quiet deliver PreVoteAsked
quiet deliver PreVoteGranted
parcels
status
----
n3 → n2 PreVoteAsked epoch 0 for n3, end 0@0, founding with n1 n2 n3 is lost
n3 → n1 PreVoteAsked epoch 0 for n3, end 0@0, founding with n1 n2 n3 is lost
nothing is on its way
n1 stands for epoch 1; epoch 1 for n1; log to 0@0, agreed 0, no voters
n2 stands for epoch 1; epoch 1 for n2; log to 0@0, agreed 0, no voters
n3 asks around; epoch 0; log to 0@0, agreed 0, no voters

confirm n1 n2
deliver VoteAsked
confirm
deliver *>n1
deliver *>n2
status
----
n1 disk: ballot epoch 1 for n1
  n1 → n2 VoteAsked epoch 1 of n2 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3
n2 disk: ballot epoch 1 for n2
  n2 → n1 VoteAsked epoch 1 of n1 for n2, end 0@0, founding with n1 n2 n3
  n2 → n3 VoteAsked epoch 1 of n3 for n2, end 0@0, founding with n1 n2 n3
n2 ← n1 VoteAsked epoch 1 of n2 for n1, end 0@0, founding with n1 n2 n3
  n2 → n1 VoteRefused epoch 1 by n2, knows no cluster
n3 ← n1 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3
  n3 waits 500 ms
  n3 writes ballot epoch 1 for n1, founding with n1 n2 n3
  n3 waits 500 ms
n1 ← n2 VoteAsked epoch 1 of n1 for n2, end 0@0, founding with n1 n2 n3
  n1 → n2 VoteRefused epoch 1 by n1, knows no cluster
n3 ← n2 VoteAsked epoch 1 of n3 for n2, end 0@0, founding with n1 n2 n3
n3 disk: ballot epoch 1 for n1
  n3 → n1 VoteGranted epoch 1 by n3
  n3 → n2 VoteRefused epoch 1 by n3, knows no cluster
n1 ← n2 VoteRefused epoch 1 by n2, knows no cluster
  n1 waits 427 ms
n1 ← n3 VoteGranted epoch 1 by n3
n2 ← n1 VoteRefused epoch 1 by n1, knows no cluster
  n2 waits 311 ms
n2 ← n3 VoteRefused epoch 1 by n3, knows no cluster
n1 waits 427 ms; epoch 1 for n1; log to 0@0, agreed 0, no voters
n2 waits 311 ms; epoch 1 for n2; log to 0@0, agreed 0, no voters
n3 waits 500 ms; epoch 1 for n1; log to 0@0, agreed 0, no voters

# They wait for different times.
pass 500ms
tick n1
settle
status
----
n1 sees 500 ms
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 PreVoteAsked epoch 1 for n1, end 0@0, founding with n1 n2 n3
n2 ← n1 PreVoteAsked epoch 1 for n1, end 0@0, founding with n1 n2 n3
  n2 → n1 PreVoteGranted epoch 1 by n2
n3 ← n1 PreVoteAsked epoch 1 for n1, end 0@0, founding with n1 n2 n3
  n3 → n1 PreVoteGranted epoch 1 by n3
n1 ← n2 PreVoteGranted epoch 1 by n2
n1 ← n3 PreVoteGranted epoch 1 by n3
  n1 stands for epoch 2
  n1 writes ballot epoch 2 for n1, founding with n1 n2 n3
n1 disk: ballot epoch 2 for n1
  n1 → n2 VoteAsked epoch 2 of n2 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 VoteAsked epoch 2 of n3 for n1, end 0@0, founding with n1 n2 n3
n2 ← n1 VoteAsked epoch 2 of n2 for n1, end 0@0, founding with n1 n2 n3
  n2 waits
  n2 writes ballot epoch 2 for n1, founding with n1 n2 n3
  n2 waits
n3 ← n1 VoteAsked epoch 2 of n3 for n1, end 0@0, founding with n1 n2 n3
  n3 waits
  n3 writes ballot epoch 2 for n1, founding with n1 n2 n3
  n3 waits
n2 disk: ballot epoch 2 for n1
  n2 → n1 VoteGranted epoch 2 by n2
n1 ← n2 VoteGranted epoch 2 by n2
n3 disk: ballot epoch 2 for n1
  n3 → n1 VoteGranted epoch 2 by n3
n1 ← n3 VoteGranted epoch 2 by n3
  n1 leads epoch 2
  n1 writes [0-2@2 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
  n1 → n2 EpochBegun epoch 2 by n1
  n1 → n3 EpochBegun epoch 2 by n1
n2 ← n1 EpochBegun epoch 2 by n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 2 by n2, end 0@0, agreed 0
n3 ← n1 EpochBegun epoch 2 by n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 2 by n3, end 0@0, agreed 0
n1 ← n2 FetchAsked epoch 2 by n2, end 0@0, agreed 0
  n1 → n2 Entries epoch 2 after 0@0 [0-2@2], agreed 0
n1 ← n3 FetchAsked epoch 2 by n3, end 0@0, agreed 0
  n1 → n3 Entries epoch 2 after 0@0 [0-2@2], agreed 0
n2 ← n1 Entries epoch 2 after 0@0 [0-2@2], agreed 0
  n2 writes [0-2@2 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
n3 ← n1 Entries epoch 2 after 0@0 [0-2@2], agreed 0
  n3 writes [0-2@2 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
n1 disk: [0-2@2]
n2 disk: [0-2@2]
  n2 → n1 FetchAsked epoch 2 by n2, end 3@2, agreed 0
n1 ← n2 FetchAsked epoch 2 by n2, end 3@2, agreed 0
  n1 commits before 3
  n1 → n2 Entries epoch 2 after 3@2, agreed 3
n2 ← n1 Entries epoch 2 after 3@2, agreed 3
  n2 commits before 3
n3 disk: [0-2@2]
  n3 → n1 FetchAsked epoch 2 by n3, end 3@2, agreed 0
n1 ← n3 FetchAsked epoch 2 by n3, end 3@2, agreed 0
  n1 → n3 Entries epoch 2 after 3@2, agreed 3
n3 ← n1 Entries epoch 2 after 3@2, agreed 3
  n3 commits before 3
n1 leads epoch 2; epoch 2 for n1; log to 3@2, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 2 for n1; log to 3@2, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 2 for n1; log to 3@2, agreed 3, voters n1 n2 n3
