# Who asks for votes asks those too whom only its settings name: they may know who has taken over
# ops/decisions/0014; KIP-853 keeps the bootstrap servers for the same reason.

colony 4 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4

# n4 votes no more, and follows without a vote.
quiet remove n4 at n1
quiet settle
quiet run 600ms
status
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n4 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3

# n2 hears nothing of n1, nor of n3.
quiet cut n2-n1
quiet cut n2-n3
quiet lose
quiet hangup n2 n1
quiet pass 1s
tick n2
----
n2 sees 2600 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 4@1 is lost
  n2 → n3 PreVoteAsked epoch 1 for n2, end 4@1 is lost
  n2 → n4 LeaderAsked epoch 1 by n2

settle n2 n4
status n2
----
n4 ← n2 LeaderAsked epoch 1 by n2
  n4 → n2 LeaderTold epoch 1: n1
n2 ← n4 LeaderTold epoch 1: n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 4 is lost
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
