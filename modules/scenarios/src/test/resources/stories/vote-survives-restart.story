# A vote is on disk before it is given, and still binds after a restart
# Raft §5.2 with §5's persistent state; correctness §1.2: vote after restart without persisted vote.
# n1 and n2 both stand for epoch 2.
# n3 dies before its vote for n2 is on disk. Nobody has heard of it, and it may vote again.
# Now it is on disk, and n2 asks in vain whatever happens.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet start n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet lose
quiet pass 1s
quiet tick n1 n2
quiet deliver n1>n3
quiet deliver n2>n3
quiet deliver n3>n1
quiet deliver n3>n2
confirm n1 n2
quiet lose n1-n2
parcels
----
n1 disk: ballot epoch 2 for n1
  n1 → n2 VoteAsked epoch 2 of n2 for n1, end 3@1
  n1 → n3 VoteAsked epoch 2 of n3 for n1, end 3@1
n2 disk: ballot epoch 2 for n2
  n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
  n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1
n1 → n3 VoteAsked epoch 2 of n3 for n1, end 3@1
n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1

deliver n2>n3 twice
crash n3
quiet start n3
quiet lose *>n1 PreVoteAsked
quiet lose *>n2 PreVoteAsked
parcels
----
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits
  n3 writes ballot epoch 2 for n2
  n3 waits
n3 crashes
n1 → n3 VoteAsked epoch 2 of n3 for n1, end 3@1
n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1

deliver n1>n3
confirm n3
parcels
----
n3 ← n1 VoteAsked epoch 2 of n3 for n1, end 3@1
  n3 waits 500 ms
  n3 writes ballot epoch 2 for n1
  n3 waits 500 ms
n3 disk: ballot epoch 2 for n1
  n3 → n1 VoteGranted epoch 2 by n3
n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1
n3 → n1 VoteGranted epoch 2 by n3

crash n3
quiet start n3
quiet lose n3>* PreVoteAsked
status n3
deliver n2>n3
----
n3 crashes
n3 asks around; epoch 2 for n1; log to 3@1, agreed 0, voters n1 n2 n3
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 → n2 VoteRefused epoch 2 by n3, knows no cluster

quiet settle
status
----
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
