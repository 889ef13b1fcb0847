# The last epoch there is ends all elections, and breaks nothing
# correctness §1.2: epoch overflow.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet propose n1
quiet settle
crash n1
raise n1 2147483645
hangup n2 n1
hangup n3 n1
quiet start n1
quiet run 100ms
status
----
n1 crashes
n2 loses its connection to n1
  n2 waits
n3 loses its connection to n1
  n3 waits
n1 leads epoch 2147483646; epoch 2147483646 for n1; log to 5@2147483646, agreed 5, voters n1 n2 n3
n2 follows n1; epoch 2147483646 for n1; log to 5@2147483646, agreed 5, voters n1 n2 n3
n3 follows n1; epoch 2147483646 for n1; log to 5@2147483646, agreed 5, voters n1 n2 n3

propose n1
quiet settle
----
n1 is to propose, #2
  n1 writes [5@2147483646 #2]
  n1 → n2 Entries epoch 2147483646 after 5@2147483646 [5@2147483646 #2], agreed 5
  n1 → n3 Entries epoch 2147483646 after 5@2147483646 [5@2147483646 #2], agreed 5

quiet hangup n2 n1
quiet hangup n3 n1
crash n1
quiet run 5s
status
----
n1 crashes
n1 is down, disk: epoch 2147483646 for n1, log 6@2147483646
n2 waits; epoch 2147483647 for n2; log to 6@2147483646, agreed 6, voters n1 n2 n3
n3 waits; epoch 2147483647 for n3; log to 6@2147483646, agreed 6, voters n1 n2 n3

start n1
quiet run 5s
status
----
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 2147483646 for n1, end 6@2147483646
  n1 → n3 PreVoteAsked epoch 2147483646 for n1, end 6@2147483646
n1 waits 500 ms; epoch 2147483647; log to 6@2147483646, agreed 0, voters n1 n2 n3
n2 waits; epoch 2147483647 for n2; log to 6@2147483646, agreed 6, voters n1 n2 n3
n3 waits; epoch 2147483647 for n3; log to 6@2147483646, agreed 6, voters n1 n2 n3
