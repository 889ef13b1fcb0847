# A question in an old epoch, or to one that does not lead, is answered with the leader
# KIP-595: FENCED_LEADER_EPOCH and NOT_LEADER_OR_FOLLOWER carry the leader and its epoch.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 does not hear of n1's restart, nor that n2 leads by now.
quiet cut n3-*
quiet crash n1
quiet start n1
quiet lose
quiet elect n2 by n1
quiet settle n1 n2
heal
lose
pass 800ms
tick n3
settle n1 n2 n3
status
----
n3 sees 1800 ms
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, agreed 3
  n1 → n3 LeaderTold epoch 2: n2
n3 ← n1 LeaderTold epoch 2: n2
  n3 waits 500 ms
  n3 writes ballot epoch 2
  n3 follows n2
n3 disk: ballot epoch 2
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 2 after 3@1 [3@2], agreed 4
n3 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 4
  n3 writes [3@2 n2 leads by n2 n1]
  n3 commits before 4
n3 disk: [3@2]
  n3 → n2 FetchAsked epoch 2 by n3, end 4@2, agreed 4
n2 ← n3 FetchAsked epoch 2 by n3, end 4@2, agreed 4
n1 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2; log to 4@2, agreed 4, voters n1 n2 n3
