# A vote that arrives late makes a leader of an epoch that is over; it agrees on nothing
# Raft §5.4.3: a leader has what epochs before its own have agreed on, and only that.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has granted epoch 2 to n2, which hears of it only later.
quiet crash n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n2
quiet deliver n2>n3
quiet deliver n3>n2
quiet confirm n2
quiet deliver n2>n3 VoteAsked
quiet confirm n3
parcels
----
n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
n3 → n2 VoteGranted epoch 2 by n3

quiet start n1
quiet elect n3 by n1
quiet settle n1 n3
quiet propose n3
quiet settle n1 n3
status
----
n1 follows n3; epoch 3 for n3; log to 5@3, agreed 5, voters n1 n2 n3
n2 stands for epoch 2; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n3 leads epoch 3; epoch 3 for n3; log to 5@3, agreed 5, voters n1 n2 n3

deliver n3>n2 VoteGranted
confirm n2
propose n2
status n2
----
n2 ← n3 VoteGranted epoch 2 by n3
  n2 leads epoch 2
  n2 writes [3@2 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n2 disk: [3@2]
n2 is to propose, #2
  n2 answers #2: refused, epoch 2 is still opening
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 3, voters n1 n2 n3

quiet run 3s
status
----
n1 follows n3; epoch 3 for n3; log to 5@3, agreed 5, voters n1 n2 n3
n2 follows n3; epoch 3; log to 5@3, agreed 5, voters n1 n2 n3
n3 leads epoch 3; epoch 3 for n3; log to 5@3, agreed 5, voters n1 n2 n3
