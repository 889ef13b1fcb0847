# Two of three votes found nothing: the first election needs all of them, whoever is asked
# design §3: the very first election is unanimous; Raft §5.2's majority counts once there is a log.

colony 3
quiet start n2 n3
quiet lose
quiet start n1
quiet deliver
----
(nothing)

# n3's disk is silent, and so n3 is: a majority of the founders has voted, and nobody leads.
stall n3
settle
status
----
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
n3 ← n1 VoteAsked epoch 1 of n3 for n1, end 0@0, founding with n1 n2 n3
  n3 waits 500 ms
  n3 writes ballot epoch 1 for n1, founding with n1 n2 n3
  n3 waits 500 ms
n2 disk: ballot epoch 1 for n1
  n2 → n1 VoteGranted epoch 1 by n2
n1 ← n2 VoteGranted epoch 1 by n2
n1 stands for epoch 1; epoch 1 for n1; log to 0@0, agreed 0, no voters
n2 waits 500 ms; epoch 1 for n1; log to 0@0, agreed 0, no voters
n3 waits 500 ms; epoch 1 for n1; log to 0@0, agreed 0, no voters

# Nor does n1 get anywhere by trying again.
quiet run 3s n1 n2
status
----
n1 asks around; epoch 1 for n1; log to 0@0, agreed 0, no voters
n2 asks around; epoch 1 for n1; log to 0@0, agreed 0, no voters
n3 waits; epoch 1 for n1; log to 0@0, agreed 0, no voters

# n3's disk comes back: the founders are the same as before.
resume n3
quiet confirm n3
quiet run 3s
status
log
----
n1 follows n3; epoch 3 for n3; log to 3@3, agreed 3, voters n1 n2 n3
n2 follows n3; epoch 3 for n3; log to 3@3, agreed 3, voters n1 n2 n3
n3 leads epoch 3; epoch 3 for n3; log to 3@3, agreed 3, voters n1 n2 n3
n1 log: [0-2@3 n3 leads by n3 n1 n2; founded; voters n1 n2 n3]
n2 log: [0-2@3 n3 leads by n3 n1 n2; founded; voters n1 n2 n3]
n3 log: [0-2@3 n3 leads by n3 n1 n2; founded; voters n1 n2 n3]
