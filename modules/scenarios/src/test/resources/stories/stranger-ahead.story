# A removed node's own epoch disturbs nobody, though a voter asks it for the leader
# Raft thesis §4.2.3: disruptive servers; ops/decisions/0014: strangers are asked.

colony 4 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4

# n4 never heard of its removal, and has driven up its epoch alone.
quiet cut n4-*
quiet remove n4 at n1
quiet settle
quiet run 1s
quiet crash n4
quiet raise n4 9
quiet heal
quiet start n4
quiet lose
quiet run 5s
status
----
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n4 asks around; epoch 9; log to 3@1, agreed 0, voters n1 n2 n3 n4

# The connection of n2 breaks for a moment; n1 and n3 go on.
hangup n2 n1
tick n2
deliver n2>n4
deliver n4>n2 LeaderTold
confirm n2
settle
status
quiet run 2s
status
----
n2 loses its connection to n1
  n2 waits
n2 sees 7000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 4@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 4@1
  n2 → n4 LeaderAsked epoch 1 by n2
n4 ← n2 LeaderAsked epoch 1 by n2
  n4 → n2 LeaderTold epoch 9: nobody
n2 ← n4 LeaderTold epoch 9: nobody
n1 ← n2 PreVoteAsked epoch 1 for n2, end 4@1
  n1 → n2 VoteRefused epoch 1 by n1, leader n1
n3 ← n2 PreVoteAsked epoch 1 for n2, end 4@1
  n3 → n2 VoteRefused epoch 1 by n3, leader n1
n2 ← n1 VoteRefused epoch 1 by n1, leader n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 1 by n2, end 4@1, agreed 4
n2 ← n3 VoteRefused epoch 1 by n3, leader n1
n1 ← n2 FetchAsked epoch 1 by n2, end 4@1, agreed 4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n4 asks around; epoch 9; log to 3@1, agreed 0, voters n1 n2 n3 n4
n1 leads epoch 1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 4@1, agreed 4, voters n1 n2 n3
n4 asks around; epoch 9; log to 3@1, agreed 0, voters n1 n2 n3 n4
