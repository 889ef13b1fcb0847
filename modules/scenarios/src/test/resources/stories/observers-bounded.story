# A leader keeps only so many observers in mind, and always its voters
# style rule 16: every map has a bound; VoterSet.VOTERS_MAX (15) and observersMax.

colony 1 observers 17 observers=0
quiet start n1
quiet settle
quiet start n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15 n16 n17 n18
quiet run 2s
status n2 n15 n16 n17 n18
----
n2 follows n1; epoch 1; log to 3@1, agreed 3, voters n1
n15 follows n1; epoch 1; log to 3@1, agreed 3, voters n1
n16 follows n1; epoch 1; log to 3@1, agreed 3, voters n1
n17 follows n1; epoch 1; log to 0@0, agreed 0, no voters
n18 follows n1; epoch 1; log to 0@0, agreed 0, no voters
