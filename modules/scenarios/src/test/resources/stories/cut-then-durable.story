# What was written before a cut and stays after it is known to be durable at some time
# Liveness after the async storage ABA of correctness §1.2: the confirmation of [3@1 #1] comes late and
# is not believed, as the log was cut since; but without another one n1 takes nothing any more.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 and n2 have [3@1 #1], on n1's disk it is not yet; [4@1 #2] is on n1 alone.
quiet propose n1
quiet deliver n1>n2
quiet confirm n2
quiet cut n1-*
quiet propose n1
quiet elect n2 by n3
quiet settle n2 n3
quiet lose
quiet heal
stall n1
quiet run 500ms
quiet lose
quiet confirm n1 ballot
pass 800ms
tick n1
deliver n1>n2
deliver n2>n1
status n1
----
n1 sees 2300 ms
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
  n2 → n1 Diverged epoch 2 at 5@1, last 4@1
n1 ← n2 Diverged epoch 2 at 5@1, last 4@1
  n1 writes cut to 4@1
  n1 → n2 FetchAsked epoch 2 by n1, end 4@1, durable 3@1, agreed 3, takes nothing
n1 follows n2; epoch 2; log to 4@1, durable 3, agreed 3, voters n1 n2 n3

# The disk speaks of both entries, and has carried out the cut: [3@1 #1] is durable after all.
confirm n1 1
status n1
----
n1 disk: [3@1 #1]
n1 follows n2; epoch 2; log to 4@1, durable 3, agreed 3, voters n1 n2 n3

quiet confirm n1
resume n1
quiet run 1s
status n1
----
n1 follows n2; epoch 2; log to 5@2, agreed 5, voters n1 n2 n3
