# A disk that was slow is heard of as soon as it is done, not at the next beat
# design §4: commit latency is one sync and one round trip; the fetch is the acknowledgement.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 needs n3, whose disk takes 700 ms. Meanwhile n3 has asked once more, to be heard.
quiet crash n2
stall n3
propose n1
quiet settle
pass 600ms
tick n3
settle
parcels
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
n3 sees 1600 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, durable 3@1, agreed 3, takes nothing
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, durable 3@1, agreed 3, takes nothing
nothing is on its way

confirm n3
settle
status n1
----
n3 disk: [3@1 #1]
  n3 → n1 FetchAsked epoch 1 by n3, end 4@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 4@1, agreed 3
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1
  n1 → n3 Entries epoch 1 after 4@1, agreed 4
n3 ← n1 Entries epoch 1 after 4@1, agreed 4
  n3 commits before 4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
