# A voter that lost its disk in the epoch in which it voted does not vote in it again
# correctness §1.2: wiped disk; KIP-853: votes belong to (id, directory id); design §3.

colony 3 led by n1 replaces=0 electionMax=1s
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n2 and n1, restarted, both stand for epoch 2. n3 has voted for n2, and loses its disk.
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
quiet confirm n1 n2
quiet lose n1-n2
deliver n2>n3
confirm n3
lose n3>n2
wipe n3
quiet start n3
quiet lose n3>*
deliver n1>n3
----
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits
  n3 writes ballot epoch 2 for n2
  n3 waits
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
n3 → n2 VoteGranted epoch 2 by n3 is lost
n3 loses its disk
n3 ← n1 VoteAsked epoch 2 of n3 for n1, end 3@1

# Not even when it is asked by its new name: it never was made a voter.
quiet run 3s
status
----
n1 follows n2; epoch 3 for n2; log to 4@3, agreed 4, voters n1 n2 n3
n2 leads epoch 3; epoch 3 for n2; log to 4@3, agreed 4, voters n1 n2 n3
n3' follows n2; epoch 3; log to 4@3, agreed 4, voters n1 n2 n3
