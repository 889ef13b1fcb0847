# A vote asked for in an old epoch is refused with the newer one
# Raft §5.1.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n3
quiet raise n3 5
quiet crash n1
quiet start n1
quiet lose
quiet hangup n2 n1
quiet tick n2
quiet deliver n2>n1
quiet deliver n1>n2
quiet confirm n2
quiet start n3
quiet lose n3>*
quiet lose PreVoteAsked
deliver n2>n3
deliver n3>n2
confirm n2
----
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 → n2 VoteRefused epoch 5 by n3, knows no cluster
n2 ← n3 VoteRefused epoch 5 by n3, knows no cluster
  n2 waits 500 ms
  n2 writes ballot epoch 5
n2 disk: ballot epoch 5
