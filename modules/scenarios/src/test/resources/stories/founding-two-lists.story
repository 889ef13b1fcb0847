# Whoever has stored one list of founders votes for no other, in whatever epoch
# design §3: two lists, each with a majority of what it names, would be two clusters.

colony 3
quiet start n2 n3
quiet lose
quiet start n1
quiet deliver
----
(nothing)

# n3 loses its disk after its pre-vote for n1; the new one asks for epoch 2 before anybody stands.
quiet wipe n3
quiet raise n3 1
quiet start n3
deliver n3>* PreVoteAsked
deliver *>n1 PreVoteGranted
deliver *>n3 PreVoteGranted
confirm n1 n3
deliver n1>n2 VoteAsked
confirm n2
----
n1 ← n3 PreVoteAsked epoch 1 for n3', end 0@0, founding with n1 n2 n3
  n1 → n3 PreVoteGranted epoch 1 by n1
n2 ← n3 PreVoteAsked epoch 1 for n3', end 0@0, founding with n1 n2 n3
  n2 → n3 PreVoteGranted epoch 1 by n2
n1 ← n2 PreVoteGranted epoch 0 by n2
n1 ← n3 PreVoteGranted epoch 0 by n3
  n1 stands for epoch 1
  n1 writes ballot epoch 1 for n1, founding with n1 n2 n3
n3 ← n1 PreVoteGranted epoch 1 by n1
n3 ← n2 PreVoteGranted epoch 1 by n2
  n3 stands for epoch 2
  n3 writes ballot epoch 2 for n3', founding with n1 n2 n3'
n1 disk: ballot epoch 1 for n1
  n1 → n2 VoteAsked epoch 1 of n2 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3
n3 disk: ballot epoch 2 for n3'
  n3 → n1 VoteAsked epoch 2 of n1 for n3', end 0@0, founding with n1 n2 n3'
  n3 → n2 VoteAsked epoch 2 of n2 for n3', end 0@0, founding with n1 n2 n3'
n2 ← n1 VoteAsked epoch 1 of n2 for n1, end 0@0, founding with n1 n2 n3
  n2 waits 500 ms
  n2 writes ballot epoch 1 for n1, founding with n1 n2 n3
  n2 waits 500 ms
n2 disk: ballot epoch 1 for n1
  n2 → n1 VoteGranted epoch 1 by n2

# n1 and n2 have stored n3, not n3'.
deliver n3>n1 VoteAsked
deliver n3>n2 VoteAsked
confirm
status
----
n1 ← n3 VoteAsked epoch 2 of n1 for n3', end 0@0, founding with n1 n2 n3'
  n1 → n3 VoteRefused epoch 1 by n1, knows no cluster
n2 ← n3 VoteAsked epoch 2 of n2 for n3', end 0@0, founding with n1 n2 n3'
  n2 → n3 VoteRefused epoch 1 by n2, knows no cluster
n1 stands for epoch 1; epoch 1 for n1; log to 0@0, agreed 0, no voters
n2 waits 500 ms; epoch 1 for n1; log to 0@0, agreed 0, no voters
n3' stands for epoch 2; epoch 2 for n3'; log to 0@0, agreed 0, no voters
