# A leader that comes back with an empty disk neither leads nor follows what it was
# KIP-853: a voter is (id, directory id); Raft §5.2: whoever has forgotten all has no vote to count.

colony 3 led by n1 electionMax=1s beat=300ms
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# What n2 asks of the lost one arrives at the same node. Its epoch is not taken from a mere question, nor
# does n2 heed a word from an epoch that is over.
lose
wipe n1
start n1
pass 500ms
tick n2
deliver n2>n1
deliver n1>n2 LeaderTold
status n1 n2
----
n1 loses its disk
n1' starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3
  n1 → n3 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3
n2 sees 1500 ms
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
  n1 → n2 LeaderTold epoch 0: nobody
n2 ← n1 LeaderTold epoch 0: nobody
n1' asks around; epoch 0; log to 0@0, agreed 0, no voters
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n2 follows n1 still, and says so. n1 takes that for nobody's lead, and n2 goes by its word.
deliver n1>n2
deliver n2>n1
confirm n1
lose
pass 500ms
tick n2
deliver n2>n1
deliver n1>n2
status n1 n2
----
n2 ← n1 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3
  n2 → n1 VoteRefused epoch 1 by n2, leader n1
n1 ← n2 VoteRefused epoch 1 by n2, leader n1
  n1 waits 459 ms
  n1 writes ballot epoch 1
n1 disk: ballot epoch 1
n1 → n3 PreVoteAsked epoch 0 for n1', end 0@0, founding with n1 n2 n3 is lost
n2 sees 2000 ms
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
  n1 → n2 LeaderTold epoch 1: nobody
n2 ← n1 LeaderTold epoch 1: nobody
  n2 waits
n1' waits; epoch 1; log to 0@0, agreed 0, no voters
n2 waits; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet run 8s
status
----
n1' follows n2; epoch 3; log to 6@3, agreed 6, voters n1' n2 n3
n2 leads epoch 3; epoch 3 for n2; log to 6@3, agreed 6, voters n1' n2 n3
n3 follows n2; epoch 3 for n2; log to 6@3, agreed 6, voters n1' n2 n3
