# Whoever is refused pre-votes by so many that none can be won waits, and stands for nothing
# Raft thesis §9.6: a term is used only where an election may be won.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 and n2 have one entry more than n3.
quiet hold n3-*
quiet propose n1
quiet settle n1 n2
quiet crash n1
quiet start n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet lose
quiet heal
tick n3
deliver n3>*
deliver *>n3
status n3
----
n3 sees 1000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n1 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n1 → n3 VoteRefused epoch 1 by n1, knows no cluster
n2 ← n3 PreVoteAsked epoch 1 for n3, end 3@1
  n2 → n3 VoteRefused epoch 1 by n2
n3 ← n1 VoteRefused epoch 1 by n1, knows no cluster
n3 ← n2 VoteRefused epoch 1 by n2
  n3 waits 500 ms
n3 waits 500 ms; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
