# Whoever has let its leader go cuts nothing on that one's word
# Raft §5.3: it is the leader's log that followers make theirs; KIP-279.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 has two entries of epoch 1 that nobody else has, and asks n2 what follows them.
quiet cut n1-*
quiet propose n1 2
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet crash n1
quiet heal
quiet lose
quiet start n1
quiet deliver n1>n2
quiet deliver n2>n1
quiet confirm n1
deliver n1>n2 twice
----
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, agreed 0
  n2 → n1 Diverged epoch 2 at 5@1, last 3@1

# The answer comes when the connection has closed, and once more in an epoch that n3 leads.
hangup n1 n2
deliver n2>n1 Diverged twice
log n1
----
n1 loses its connection to n2
  n1 waits
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 #2]

quiet hold n2>n1
quiet crash n2
quiet start n2
quiet lose n3>*
quiet lose n1>*
quiet lose n2>n3
quiet elect n3 by n2
quiet deliver n3>n1 EpochBegun
quiet confirm n1
status n1
heal
deliver n2>n1 Diverged
log n1
----
n1 follows n3; epoch 3; log to 5@1, agreed 0, voters n1 n2 n3
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 #2]

quiet run 2s
status
log n1
----
n1 follows n3; epoch 3; log to 5@3, agreed 5, voters n1 n2 n3
n2 follows n3; epoch 3 for n3; log to 5@3, agreed 5, voters n1 n2 n3
n3 leads epoch 3; epoch 3 for n3; log to 5@3, agreed 5, voters n1 n2 n3
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@3 n3 leads by n3 n2]
