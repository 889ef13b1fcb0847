# A follower that hears its leader refuses a pre-vote, and names the leader
# Raft thesis §9.6 and §4.2.3: heard from the leader lately.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

hangup n2 n1
tick n2
deliver n2>n3
settle
----
n2 loses its connection to n1
  n2 waits
n2 sees 1000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1
n3 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n3 → n2 VoteRefused epoch 1 by n3, leader n1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n1 → n2 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 VoteRefused epoch 1 by n3, leader n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n2 ← n1 VoteRefused epoch 1 by n1, leader n1
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3

status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
