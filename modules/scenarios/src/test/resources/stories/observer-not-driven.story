# A voter that asks an observer for the leader does not take that one along into its own epoch
# ops/decisions/0014: an observer enters no epoch of which it only hears that nobody leads it.

colony 4 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4

# n4 votes no more and follows. n2 has stood for epoch 2 in vain and reaches only n4.
quiet remove n4 at n1
quiet settle
quiet run 1s
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n2
quiet deliver n2>n3
quiet deliver n3>n2
quiet confirm n2
quiet cut n2-n1
quiet cut n2-n3
quiet lose
quiet run 600ms n1 n3 n4
status
pass 500ms
tick n2
deliver n2>n4
confirm n4
deliver n4>n2
status n4
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 stands for epoch 2; epoch 2 for n2; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n4 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 sees 3100 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 2 for n2, end 4@1 is lost
  n2 → n3 PreVoteAsked epoch 2 for n2, end 4@1 is lost
  n2 → n4 LeaderAsked epoch 2 by n2
n4 ← n2 LeaderAsked epoch 2 by n2
  n4 → n2 LeaderTold epoch 1: n1
n2 ← n4 LeaderTold epoch 1: n1
n4 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3

# n2 is gone for good.
quiet crash n2
quiet run 60s
status
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 is down, disk: epoch 2 for n2, log 4@1
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n4 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
