# In an epoch that has a leader nobody else is voted for, even by one that has its vote left
# Raft §5.2; KIP-595: a follower of an epoch refuses votes in it.

colony 5 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# n2 and n3 both stand for epoch 2; n2 wins by n4 and n5, and n1 hears of it.
quiet crash n1
quiet start n1
quiet lose
quiet hangup n2 n1
quiet hangup n3 n1
quiet hangup n4 n1
quiet hangup n5 n1
quiet tick n2 n3
quiet deliver n2>n4
quiet deliver n2>n5
quiet deliver n3>n4
quiet deliver n3>n5
quiet deliver n4>*
quiet deliver n5>*
quiet confirm n2 n3
quiet deliver n2>n4 VoteAsked
quiet deliver n2>n5 VoteAsked
quiet confirm n4 n5
quiet deliver *>n2 VoteGranted
quiet deliver n2>n1 EpochBegun
quiet confirm n1
status n1 n2 n3
----
n1 follows n2; epoch 2; log to 3@1, agreed 0, voters n1 n2 n3 n4 n5
n2 leads epoch 2; epoch 2 for n2; log to 4@2, durable 3, agreed 3, voters n1 n2 n3 n4 n5
n3 stands for epoch 2; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

deliver n3>n1 VoteAsked
----
n1 ← n3 VoteAsked epoch 2 of n1 for n3, end 3@1
  n1 → n3 VoteRefused epoch 2 by n1, leader n2, knows no cluster
