# Founders whose settings name different voters make no cluster, however few agree among themselves
# design §3: every configured voter stores one and the same list of all; else n2 and n1 would be a
# cluster, and n1, n2 and n3 another one.

colony 3
names n2 n1 n2
quiet start n1 n3
quiet lose
start n2
settle n1 n2
status
----
n2 starts
  n2 asks around
  n2 → n1 PreVoteAsked epoch 0 for n2, end 0@0
n1 ← n2 PreVoteAsked epoch 0 for n2, end 0@0
  n1 → n2 PreVoteGranted epoch 0 by n1
n2 ← n1 PreVoteGranted epoch 0 by n1
  n2 stands for epoch 1
  n2 writes ballot epoch 1 for n2, founding with n1 n2
n2 disk: ballot epoch 1 for n2
  n2 → n1 VoteAsked epoch 1 of n1 for n2, end 0@0, founding with n1 n2
n1 ← n2 VoteAsked epoch 1 of n1 for n2, end 0@0, founding with n1 n2
  n1 → n2 VoteRefused epoch 0 by n1, knows no cluster
n2 ← n1 VoteRefused epoch 0 by n1, knows no cluster
n1 asks around; epoch 0; log to 0@0, agreed 0, no voters
n2 stands for epoch 1; epoch 1 for n2; log to 0@0, agreed 0, no voters
n3 asks around; epoch 0; log to 0@0, agreed 0, no voters

# n2 has stored that it founds with n1 alone, and forgets it no more when its settings are put right.
quiet crash n2
names n2 n1 n2 n3
quiet start n2
quiet run 5s
status
log
----
n1 stands for epoch 10; epoch 10 for n1; log to 0@0, agreed 0, no voters
n2 waits 500 ms; epoch 9; log to 0@0, agreed 0, no voters
n3 waits 500 ms; epoch 10 for n1; log to 0@0, agreed 0, no voters
n1 log:
n2 log:
n3 log:

# The way out is to begin anew, with empty disks.
quiet wipe n1
quiet wipe n2
quiet wipe n3
quiet lose
quiet start
quiet run 2s
status
----
n1' follows n3'; epoch 2 for n3'; log to 3@2, agreed 3, voters n1' n2' n3'
n2' follows n3'; epoch 2 for n3'; log to 3@2, agreed 3, voters n1' n2' n3'
n3' leads epoch 2; epoch 2 for n3'; log to 3@2, agreed 3, voters n1' n2' n3'
