# There are never more voters than may be
# VoterSet.VOTERS_MAX (15); style rule 16: more make a quorum slower, not safer.

quiet colony 15 observers 1
quiet start
quiet lose
quiet run 2s
status n11 n16
----
n11 leads epoch 2; epoch 2 for n11; log to 3@2, agreed 3, voters n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15
n16 follows n11; epoch 2; log to 3@2, agreed 3, voters n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15

add n16 at n11
----
n11 is to add n16, #1
  n11 answers #1: refused, there are 15 voters

quiet remove n15 at n11
quiet settle
quiet run 1s
quiet add n16 at n11
quiet settle
quiet run 1s
status n11 n16
----
n11 leads epoch 2; epoch 2 for n11; log to 5@2, agreed 5, voters n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n16
n16 follows n11; epoch 2; log to 5@2, agreed 5, voters n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n16
