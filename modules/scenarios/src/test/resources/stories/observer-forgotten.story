# An observer that has been silent for long is forgotten
# kafka §3.1: five minutes since the last fetch; style rule 16: every map has a bound.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 still knows what n4 had.
quiet crash n4
quiet run 299s
add n4 at n1
----
n1 is to add n4, #1
  n1 answers #1: refused, n4 lags by 0

quiet run 2s
add n4 at n1
----
n1 is to add n4, #2
  n1 answers #2: refused, n4 lags by 3

# It comes back as one that was never seen.
quiet start n4
quiet run 2s
add n4 at n1
----
n1 is to add n4, #3
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3
