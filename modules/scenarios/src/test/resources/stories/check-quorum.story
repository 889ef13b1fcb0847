# A leader that hears no majority for a fetch timeout resigns, and what it owes becomes unknown
# Raft thesis §6.2; design §4; KIP-595's check quorum.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n1-*
propose n1
pass 1s
tick n1
pass 499ms
tick n1
pass 1ms
tick n1
status n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
n1 sees 2000 ms
  n1 → n2 EpochBegun epoch 1 by n1 is lost
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 sees 2500 ms
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n2 n3 is lost
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n2 n3 is lost
  n1 waits 500 ms
  n1 answers #1: unknown, epoch 1 is over
n1 waits 500 ms; epoch 1 for n1; log to 4@1, durable 3, agreed 3, voters n1 n2 n3
