# A voter with nothing in its log votes for one that has something: by its vote the cluster goes on
# Raft §5.4.1: the log of whoever asks knows as much; thesis §4.1: whoever is asked gives its vote.
# What a blank member must not do is help to found another cluster (design §3).

colony 3
quiet start n2 n3
quiet lose
quiet start n1
quiet deliver
quiet deliver
quiet confirm
quiet deliver
quiet confirm
quiet hold n3>n1
quiet deliver n2>n1
quiet heal
quiet deliver n3>n1
quiet hold n3-*
quiet settle n1 n2
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 waits 500 ms; epoch 1 for n1; log to 0@0, agreed 0, no voters

# n3 has voted, and got nothing of what was written. It is told that there is a cluster now.
quiet lose
heal
pass 500ms
tick n3
deliver n3>n2
deliver n2>n3
status n3
----
n3 sees 500 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 0@0, founding with n1 n2 n3
  n3 → n2 PreVoteAsked epoch 1 for n3, end 0@0, founding with n1 n2 n3
n2 ← n3 PreVoteAsked epoch 1 for n3, end 0@0, founding with n1 n2 n3
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n3 ← n2 VoteRefused epoch 1 by n2, leader n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 0@0, agreed 0
n3 follows n1; epoch 1 for n1; log to 0@0, agreed 0, no voters

# n1 loses its disk. Its new one founds no cluster with n3, which knows that there is one.
quiet hangup n2 n1
lose
wipe n1
start n1
deliver n1>n3
lose
----
n3 → n1 FetchAsked epoch 1 by n3, end 0@0, agreed 0 is lost
n3 → n1 PreVoteAsked epoch 1 for n3, end 0@0, founding with n1 n2 n3 is lost
n1 loses its disk
n1' starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3
  n1 → n3 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3
n3 ← n1 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3
  n3 → n1 VoteRefused epoch 1 by n3
n3 → n1 VoteRefused epoch 1 by n3 is lost
n1 → n2 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3 is lost

# n2 has what was agreed, and needs one vote more.
quiet tick n2
deliver n2>n3
deliver n3>n2
confirm n2
deliver n2>n3
confirm n3
deliver n3>n2
quiet run 2s
status
----
n3 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n3 → n2 PreVoteGranted epoch 1 by n3
n2 ← n3 PreVoteGranted epoch 1 by n3
  n2 stands for epoch 2
  n2 writes ballot epoch 2 for n2
n2 disk: ballot epoch 2 for n2
  n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
  n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits 500 ms
  n3 writes ballot epoch 2 for n2, founding with n1 n2 n3
  n3 waits 500 ms
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
n2 ← n3 VoteGranted epoch 2 by n3
  n2 leads epoch 2
  n2 writes [3@2 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n1' follows n2; epoch 2; log to 6@2, agreed 6, voters n1' n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 6@2, agreed 6, voters n1' n2 n3
n3 follows n2; epoch 2 for n2; log to 6@2, agreed 6, voters n1' n2 n3
