# A leader that hears of a later epoch from one of its voters goes, and the next one leads them all
# Raft §5.1, figure 2: whoever hears of a later term becomes a follower. n3 would refuse an older
# leader for ever.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has stood for epoch 2, and nobody has heard of it.
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n3
quiet deliver n3>n2
quiet deliver n2>n3
quiet cut n3-*
quiet lose
quiet run 500ms
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 asks around; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3

propose n1
pass 500ms
quiet heal
tick n1
deliver n1>n3
deliver n3>n1
status n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 sees 2000 ms
  n1 → n2 EpochBegun epoch 1 by n1
  n1 → n3 EpochBegun epoch 1 by n1
n3 ← n1 EpochBegun epoch 1 by n1
  n3 → n1 LeaderTold epoch 2: nobody
n1 ← n3 LeaderTold epoch 2: nobody
  n1 waits 500 ms
  n1 answers #1: unknown, epoch 1 is over
  n1 writes ballot epoch 2
n1 waits 500 ms; epoch 2; log to 4@1, durable 3, agreed 3, voters n1 n2 n3

quiet run 2s
status
----
n1 follows n2; epoch 3 for n2; log to 5@3, agreed 5, voters n1 n2 n3
n2 leads epoch 3; epoch 3 for n2; log to 5@3, agreed 5, voters n1 n2 n3
n3 follows n2; epoch 3 for n2; log to 5@3, agreed 5, voters n1 n2 n3
