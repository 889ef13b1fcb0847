# A founder whose disk was changed after others had stored its old directory
# design §3: all store one and the same list of (node id, directory id) before the first batch. n1
# and n2 have stored n3's lost directory, and would make another cluster if they took its successor.

colony 3
quiet start n2 n3
quiet lose
start n1
deliver n1>n2
deliver n1>n3
deliver n2>n1
deliver n3>n1
settle n1 n2
----
n1 starts
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
  n2 waits 500 ms
  n2 writes ballot epoch 1 for n1, founding with n1 n2 n3
  n2 waits 500 ms
n2 disk: ballot epoch 1 for n1
  n2 → n1 VoteGranted epoch 1 by n2
n1 ← n2 VoteGranted epoch 1 by n2

wipe n3
lose
start n3
quiet run 5s
status
log
----
n3 loses its disk
n1 → n3 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3 is lost
n3' starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
  n3 → n2 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
n1 asks around; epoch 1 for n1; log to 0@0, agreed 0, no voters
n2 asks around; epoch 1 for n1; log to 0@0, agreed 0, no voters
n3' asks around; epoch 1; log to 0@0, agreed 0, no voters
n1 log:
n2 log:
n3' log:
