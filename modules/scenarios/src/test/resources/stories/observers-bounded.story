# A leader keeps only so many observers in mind, and answers all the same whoever asks
# Observers in any number; style rule 16: every map has a bound, here VoterSet.VOTERS_MAX (15) and observersMax.

colony 1 observers 17 observers=0
quiet start n1
quiet settle
quiet start n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15 n16 n17 n18
quiet run 10s
status n2 n16 n17 n18
----
n2 follows n1; epoch 1; log to 3@1, agreed 3, voters n1
n16 follows n1; epoch 1; log to 3@1, agreed 3, voters n1
n17 follows n1; epoch 1; log to 3@1, agreed 3, voters n1
n18 follows n1; epoch 1; log to 3@1, agreed 3, voters n1

# Who is not kept in mind is told who leads where there is nothing else to say: so it stays with its leader.
pass 750ms
tick n18
deliver n18>n1
deliver n1>n18
----
n18 sees 10750 ms
  n18 → n1 FetchAsked epoch 1 by n18, end 3@1, agreed 3
n1 ← n18 FetchAsked epoch 1 by n18, end 3@1, agreed 3
  n1 → n18 LeaderTold epoch 1: n1
n18 ← n1 LeaderTold epoch 1: n1

# What is new it learns when it asks the next time.
quiet propose n1
quiet confirm n1
status n1 n18
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1
n18 follows n1; epoch 1; log to 3@1, agreed 3, voters n1

quiet run 1s n1 n18
status n1 n18
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1
n18 follows n1; epoch 1; log to 4@1, agreed 4, voters n1

# So it comes by a snapshot.
quiet snapshot n1
quiet propose n1
quiet confirm n1
quiet snapshot n1
wipe n18
quiet start n18
quiet run 2s n1 n18
status n1 n18
log n18
----
n18 loses its disk
n1 leads epoch 1; epoch 1 for n1; log from 4@1 to 5@1, agreed 5, voters n1
n18' follows n1; epoch 1; log from 5@1 to 5@1, agreed 5, voters n1
n18' log: snapshot 5@1
