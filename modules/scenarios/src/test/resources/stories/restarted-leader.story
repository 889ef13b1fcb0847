# A restarted leader never writes in its old epoch again
# KRaft (Kafka's Resigned state); design §4: nobody appends as leader in an epoch its present
# incarnation did not win.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# Its entry is lost with the crash, and would stand beside another one of the same place and epoch.
propose n1
lose
crash n1
start n1
propose n1
status
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost
n1 crashes
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 3@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 3@1
n1 is to propose, #2
  n1 answers #2: refused, does not lead, knows epoch 1
n1 asks around; epoch 1 for n1; log to 3@1, agreed 0, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet run 3s
status
log n1
----
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n1 leads by n1 n2]
