# News of a commit use no question up
# Decision 14: a follower that had to ask again for every commit would keep the next entries waiting
# for a round trip. If the news are lost, the next answer brings them, and who has waited asks again.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

cut n1-n3
----
(nothing)

propose n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]
  n1 → n2 Entries epoch 1 after 3@1 [3@1 #1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1 #1], agreed 3 is lost

quiet settle
----
(nothing)

propose n1
----
n1 is to propose, #2
  n1 writes [4@1 #2]
  n1 → n2 Entries epoch 1 after 4@1 [4@1 #2], agreed 4

deliver n1>n2
----
n2 ← n1 Entries epoch 1 after 4@1 [4@1 #2], agreed 4
  n2 writes [4@1 #2]

confirm n1 n2
----
n1 disk: [4@1 #2]
n2 disk: [4@1 #2]
  n2 → n1 FetchAsked epoch 1 by n2, end 5@1, agreed 4

deliver n2>n1
----
n1 ← n2 FetchAsked epoch 1 by n2, end 5@1, agreed 4
  n1 commits before 5
  n1 answers #2: committed up to 4 in epoch 1
  n1 → n2 Entries epoch 1 after 5@1, agreed 5

lose n1>n2
----
n1 → n2 Entries epoch 1 after 5@1, agreed 5 is lost

run 1s n1 n2
----
n1 sees 1500 ms
  n1 → n2 Entries epoch 1 after 5@1, agreed 5
  n1 → n2 EpochBegun epoch 1 by n1
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n2 ← n1 Entries epoch 1 after 5@1, agreed 5
  n2 commits before 5
n2 ← n1 EpochBegun epoch 1 by n1
n2 sees 1750 ms
  n2 → n1 FetchAsked epoch 1 by n2, end 5@1, agreed 5
n1 ← n2 FetchAsked epoch 1 by n2, end 5@1, agreed 5
n1 sees 2000 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost

status
----
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
