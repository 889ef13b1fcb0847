# An answer to where the log once ended cuts nothing any more
# Raft §5.3; R11: nothing that is agreed is ever cut.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n1-*
quiet propose n1 2
quiet confirm n1
quiet elect n2 by n3
quiet settle n2 n3
quiet crash n1
quiet heal
quiet lose
quiet start n1
quiet lose n1>n3
quiet deliver n1>n2
quiet deliver n2>n1
quiet confirm n1
deliver n1>n2
deliver n2>n1 Diverged twice
deliver n1>n2
deliver n2>n1 Entries
parcels
----
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, agreed 0
  n2 → n1 Diverged epoch 2 at 5@1, last 3@1
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 0, takes nothing
  n2 → n1 Entries epoch 2 after 3@1, agreed 4
n1 ← n2 Entries epoch 2 after 3@1, agreed 4
  n1 commits before 3
n2 → n1 Diverged epoch 2 at 5@1, last 3@1

deliver n2>n1 Diverged
settle
status n1
----
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
n1 disk: cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3
  n2 → n1 Entries epoch 2 after 3@1 [3@2], agreed 4
n1 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 4
  n1 writes [3@2 n2 leads by n2 n3]
  n1 commits before 4
n1 disk: [3@2]
  n1 → n2 FetchAsked epoch 2 by n1, end 4@2, agreed 4
n2 ← n1 FetchAsked epoch 2 by n1, end 4@2, agreed 4
n1 follows n2; epoch 2; log to 4@2, agreed 4, voters n1 n2 n3
