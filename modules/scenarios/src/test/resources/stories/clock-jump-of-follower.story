# A follower whose clock jumps disturbs nobody
# correctness §1.2: clock jump at election timeout; thesis §9.6.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

pass 1s
quiet tick n1 n3
quiet settle
pass 3600s
tick n2
tick n2
settle
status
----
n2 sees 3602000 ms
  n2 waits
n2 sees 3602000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n1 → n2 VoteRefused epoch 1 by n1, leader n1
n3 ← n2 PreVoteAsked epoch 1 for n2, end 3@1
  n3 → n2 VoteRefused epoch 1 by n3, leader n1
n2 ← n1 VoteRefused epoch 1 by n1, leader n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n2 ← n3 VoteRefused epoch 1 by n3, leader n1
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
