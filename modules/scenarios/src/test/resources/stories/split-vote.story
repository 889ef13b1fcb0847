# Two candidates of one epoch split the votes, wait for different times, and one wins the next
# Raft §5.2; correctness §1.2: equal-epoch two candidates.

colony 3 led by n1 electionMax=1s
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

crash n1
hangup n2 n1
hangup n3 n1
tick n2 n3
quiet deliver
quiet deliver
quiet confirm
status
----
n1 crashes
n2 loses its connection to n1
  n2 waits
n3 loses its connection to n1
  n3 waits
n2 sees 1000 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 3@1
n3 sees 1000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 3@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 3@1
n1 is down, disk: epoch 1 for n1, log 3@1
n2 stands for epoch 2; epoch 2 for n2; log to 3@1, agreed 3, voters n1 n2 n3
n3 stands for epoch 2; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3

deliver
----
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 3@1 is lost
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 → n2 VoteRefused epoch 2 by n3
n1 ← n3 VoteAsked epoch 2 of n1 for n3, end 3@1 is lost
n2 ← n3 VoteAsked epoch 2 of n2 for n3, end 3@1
  n2 → n3 VoteRefused epoch 2 by n2

quiet run 3s
status
----
n1 is down, disk: epoch 1 for n1, log 3@1
n2 leads epoch 3; epoch 3 for n2; log to 4@3, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 3 for n2; log to 4@3, agreed 4, voters n1 n2 n3
