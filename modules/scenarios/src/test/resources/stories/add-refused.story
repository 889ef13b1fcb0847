# Changes that make no sense are refused, each for its reason
# KIP-853; design §4.

colony 3 observers 1 led by n1 replaces=0
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

add n2 at n1
remove n4 at n1
add n4 at n2
readdress n4 at n1
quiet wipe n3
add n3' at n1
quiet start n3
quiet run 2s
add n3' at n1
remove n3' at n1
remove n3 at n1
quiet settle
add n3' at n1
quiet settle
status
----
n1 is to add n2, #1
  n1 answers #1: refused, n2 votes already
n1 is to remove n4, #2
  n1 answers #2: refused, n4 is no voter
n2 is to add n4, #3
  n2 answers #3: refused, does not lead, knows epoch 1
n1 is to move n4, #4
  n1 answers #4: refused, n4 is no voter
n1 is to add n3', #5
  n1 answers #5: refused, the node votes as n3
n1 is to add n3', #6
  n1 answers #6: refused, the node votes as n3
n1 is to remove n3', #7
  n1 answers #7: refused, n3' is no voter
n1 is to remove n3, #8
  n1 writes [3@1 voters n1 n2]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 is to add n3', #9
  n1 writes [4@1 voters n1 n2 n3']
  n1 → n2 Entries epoch 1 after 4@1 [4@1], agreed 4
  n1 → n3 Entries epoch 1 after 4@1 [4@1], agreed 4
  n1 → n4 Entries epoch 1 after 4@1 [4@1], agreed 4
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3'
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3'
n3' follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3'
n4 follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3'
