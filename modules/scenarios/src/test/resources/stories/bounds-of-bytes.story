# Proposals that wait are bounded in bytes too
# style rule 16; design §4. Each is of 8 bytes and counts 32 more.

colony 3 led by n1 proposalBytes=40 outstandingBytes=80
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

propose n1 3
quiet settle
propose n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n1 is to propose, #2
  n1 writes [4@1 #2]
n1 is to propose, #3
  n1 answers #3: refused, full with 2
n1 is to propose, #4
  n1 writes [5@1 #4]
  n1 → n2 Entries epoch 1 after 5@1 [5@1 #4], agreed 5
  n1 → n3 Entries epoch 1 after 5@1 [5@1 #4], agreed 5
