# Whoever asks again for the vote it has already is told so again
# Raft figure 2, RequestVote 2: votedFor is null or candidateId; the answer may have been lost.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n2
quiet deliver n2>n3
quiet deliver n3>n2
quiet confirm n2
deliver n2>n3 VoteAsked twice
confirm n3
lose n3>n2
----
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits 500 ms
  n3 writes ballot epoch 2 for n2
  n3 waits 500 ms
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
n3 → n2 VoteGranted epoch 2 by n3 is lost

# It is doubled on its way, and is answered from what is on disk, after a crash too.
deliver n2>n3 VoteAsked twice
lose n3>n2
crash n3
quiet start n3
deliver n2>n3 VoteAsked
deliver n3>n2 VoteGranted
----
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 → n2 VoteGranted epoch 2 by n3
n3 → n2 VoteGranted epoch 2 by n3 is lost
n3 crashes
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 → n2 VoteGranted epoch 2 by n3
n2 ← n3 VoteGranted epoch 2 by n3
  n2 leads epoch 2
  n2 writes [3@2 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
