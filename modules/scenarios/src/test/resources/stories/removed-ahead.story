# A vote that is asked for by one without a vote, and with less in its log, drives nobody's epoch up
# Raft thesis §4.2.3: disruptive servers. The removed node stays in its epoch, which the cluster has
# not reached: it follows as soon as the cluster gets there.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has stood for epoch 2; what it asks for is on its way for a long time.
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n3
quiet deliver n3>n2
quiet deliver n2>n3
quiet confirm n3
quiet hold n3-*
quiet tick n2
quiet settle n1 n2
remove n3 at n1
quiet settle n1 n2
status
----
n1 is to remove n3, #1
  n1 writes [3@1 voters n1 n2]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 stands for epoch 2; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3

# Then it arrives.
heal
lose PreVoteAsked
deliver n3>n1 VoteAsked
deliver n3>n2 VoteAsked
quiet run 5s
status
----
n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1 is lost
n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1 is lost
n1 ← n3 VoteAsked epoch 2 of n1 for n3, end 3@1
  n1 → n3 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 VoteAsked epoch 2 of n2 for n3, end 3@1
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 asks around; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet start n1
quiet run 5s
status
----
n1 leads epoch 2; epoch 2 for n1; log to 5@2, agreed 5, voters n1 n2
n2 follows n1; epoch 2 for n1; log to 5@2, agreed 5, voters n1 n2
n3 follows n1; epoch 2 for n3; log to 5@2, agreed 5, voters n1 n2
