# A voter is not removed where those who remain could agree on nothing
# etcd, strict reconfiguration check: with one of three away, the removal of another would leave two
# of which one is away. The one that is away may go.

colony 3 led by n1
quiet crash n3
quiet hangup n1 n3
quiet run 3s n1 n2
remove n2 at n1
remove n1 at n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n1 is to remove n2, #1
  n1 answers #1: refused, without n2 only 1 of 2 needed are heard
n1 is to remove n1, #2
  n1 answers #2: refused, without n1 only 1 of 2 needed are heard

remove n3 at n1
quiet settle n1 n2
status
----
n1 is to remove n3, #3
  n1 writes [3@1 voters n1 n2]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2
n3 is down, disk: epoch 1 for n1, log 3@1
