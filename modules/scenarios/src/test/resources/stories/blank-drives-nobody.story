# An empty disk that hears of an epoch without a leader does not enter it, and disturbs no leader
# Thesis §4.2.3: disruptive servers; ops/decisions/0014: an observer enters no epoch of which it only hears that nobody leads it.

colony 5 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# n2 has stood for epoch 2 in vain, and reaches nobody but n4.
quiet hangup n2 n1
quiet hangup n3 n1
quiet hangup n4 n1
quiet tick n2
quiet deliver n2>n3
quiet deliver n3>n2
quiet deliver n2>n4
quiet deliver n4>n2
quiet confirm n2
quiet cut n2-n1
quiet cut n2-n3
quiet cut n2-n5
quiet lose
quiet run 600ms n1 n3 n4 n5
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 stands for epoch 2; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

wipe n4
lose
start n4
deliver n4>n2
deliver n2>n4
confirm n4
status n4
crash n2
lose
run 600ms n1 n3 n4 n5
quiet run 60s
status
----
n4 loses its disk
n4 → n2 PreVoteAsked epoch 1 for n4, end 3@1 is lost
n4' starts
  n4 asks around
  n4 → n1 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5
  n4 → n2 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5
  n4 → n3 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5
  n4 → n5 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5
n2 ← n4 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5
  n2 → n4 VoteRefused epoch 2 by n2
n4 ← n2 VoteRefused epoch 2 by n2
n4' asks around; epoch 0; log to 0@0, agreed 0, no voters
n2 crashes
n4 → n5 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5 is lost
n4 → n3 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5 is lost
n4 → n1 PreVoteAsked epoch 0 for n4', end 0@0, founding with n1 n2 n3 n4 n5 is lost
n1 sees 2000 ms
  n1 → n5 Entries epoch 1 after 3@1, agreed 3
  n1 → n2 EpochBegun epoch 1 by n1 is lost
  n1 → n5 EpochBegun epoch 1 by n1
n5 ← n1 Entries epoch 1 after 3@1, agreed 3
  n5 → n1 FetchAsked epoch 1 by n5, end 3@1, agreed 3
n5 ← n1 EpochBegun epoch 1 by n1
n1 ← n5 FetchAsked epoch 1 by n5, end 3@1, agreed 3
n1 sees 2000 ms
  n1 → n3 Entries epoch 1 after 3@1, agreed 3
  n1 → n4 Entries epoch 1 after 3@1, agreed 3
n3 ← n1 Entries epoch 1 after 3@1, agreed 3
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n4 ← n1 Entries epoch 1 after 3@1, agreed 3
  n4 waits 500 ms
  n4 writes ballot epoch 1
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n4 disk: ballot epoch 1
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3 n4' n5
n2 is down, disk: epoch 2 for n2, log 3@1
n3 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3 n4' n5
n4' follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3 n4' n5
n5 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3 n4' n5
