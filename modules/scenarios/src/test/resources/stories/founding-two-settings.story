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
  n2 → n1 PreVoteAsked epoch 0 for n2, end 0@0, founding with n1 n2
n1 ← n2 PreVoteAsked epoch 0 for n2, end 0@0, founding with n1 n2
  n1 → n2 VoteRefused epoch 0 by n1, knows no cluster
n2 ← n1 VoteRefused epoch 0 by n1, knows no cluster
n1 asks around; epoch 0; log to 0@0, agreed 0, no voters
n2 asks around; epoch 0; log to 0@0, agreed 0, no voters
n3 asks around; epoch 0; log to 0@0, agreed 0, no voters

# However long they try, they use up no epoch and write nothing (R16).
quiet run 60s
status
----
n1 asks around; epoch 0; log to 0@0, agreed 0, no voters
n2 asks around; epoch 0; log to 0@0, agreed 0, no voters
n3 asks around; epoch 0; log to 0@0, agreed 0, no voters

# Nothing is stored, so it is enough to put the settings right.
quiet crash n2
names n2 n1 n2 n3
quiet start n2
quiet run 5s
status
log
----
n1 follows n2; epoch 1 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n2 leads epoch 1; epoch 1 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n2; epoch 1 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n1 log: [0-2@1 n2 leads by n2 n1 n3; founded; voters n1 n2 n3]
n2 log: [0-2@1 n2 leads by n2 n1 n3; founded; voters n1 n2 n3]
n3 log: [0-2@1 n2 leads by n2 n1 n3; founded; voters n1 n2 n3]
