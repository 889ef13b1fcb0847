# However many observers a leader has in mind, there is room for its voters
# style rule 16; VoterSet.VOTERS_MAX (15) and observersMax.

colony 2 observers 16 led by n1 observers=0
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2
n3 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n5 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n6 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n7 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n8 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n9 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n10 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n11 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n12 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n13 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n14 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n15 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n16 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n17 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2
n18 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2

# All observers have found n1 in its new epoch before n2 does.
quiet crash n1
quiet start n1
quiet lose
quiet elect n1 by n2
quiet confirm n1
quiet lose
quiet hold n1-n2
quiet run 1s
status n1 n2 n3 n17 n18
----
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 0, voters n1 n2
n2 asks around; epoch 2 for n1; log to 3@1, agreed 3, voters n1 n2
n3 follows n1; epoch 2; log to 4@2, agreed 3, voters n1 n2
n17 follows n1; epoch 2; log to 4@2, agreed 3, voters n1 n2
n18 follows n1; epoch 2; log to 4@2, agreed 3, voters n1 n2

heal
quiet lose n1-n2
quiet run 1s
status n1 n2
----
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2
n2 follows n1; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2
