# Whoever is asked for a pre-vote by the leader it follows knows that this one leads no more
# Thesis §9.6 refuses a pre-vote to protect a leader that is heard; this one has said itself that it
# has restarted. To refuse it for another fetch timeout only makes the gap longer.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

crash n1
start n1
settle
status
----
n1 crashes
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 1 for n1, end 3@1
  n1 → n3 PreVoteAsked epoch 1 for n1, end 3@1
n2 ← n1 PreVoteAsked epoch 1 for n1, end 3@1
  n2 → n1 PreVoteGranted epoch 1 by n2
n3 ← n1 PreVoteAsked epoch 1 for n1, end 3@1
  n3 → n1 PreVoteGranted epoch 1 by n3
n1 ← n2 PreVoteGranted epoch 1 by n2
  n1 stands for epoch 2
  n1 writes ballot epoch 2 for n1
n1 ← n3 PreVoteGranted epoch 1 by n3
n1 disk: ballot epoch 2 for n1
  n1 → n2 VoteAsked epoch 2 of n2 for n1, end 3@1
  n1 → n3 VoteAsked epoch 2 of n3 for n1, end 3@1
n2 ← n1 VoteAsked epoch 2 of n2 for n1, end 3@1
  n2 waits 500 ms
  n2 writes ballot epoch 2 for n1
  n2 waits 500 ms
n3 ← n1 VoteAsked epoch 2 of n3 for n1, end 3@1
  n3 waits 500 ms
  n3 writes ballot epoch 2 for n1
  n3 waits 500 ms
n2 disk: ballot epoch 2 for n1
  n2 → n1 VoteGranted epoch 2 by n2
n1 ← n2 VoteGranted epoch 2 by n2
  n1 leads epoch 2
  n1 writes [3@2 n1 leads by n1 n2]
  n1 → n2 EpochBegun epoch 2 by n1
  n1 → n3 EpochBegun epoch 2 by n1
n2 ← n1 EpochBegun epoch 2 by n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 2 by n2, end 3@1, agreed 3
n3 ← n1 EpochBegun epoch 2 by n1
  n3 follows n1
n1 ← n2 FetchAsked epoch 2 by n2, end 3@1, agreed 3
  n1 → n2 Entries epoch 2 after 3@1 [3@2], agreed 0
n2 ← n1 Entries epoch 2 after 3@1 [3@2], agreed 0
  n2 writes [3@2 n1 leads by n1 n2]
n1 disk: [3@2]
n2 disk: [3@2]
  n2 → n1 FetchAsked epoch 2 by n2, end 4@2, agreed 3
n1 ← n2 FetchAsked epoch 2 by n2, end 4@2, agreed 3
  n1 commits before 4
  n1 → n2 Entries epoch 2 after 4@2, agreed 4
n2 ← n1 Entries epoch 2 after 4@2, agreed 4
  n2 commits before 4
n3 disk: ballot epoch 2 for n1
  n3 → n1 VoteGranted epoch 2 by n3
  n3 → n1 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n1 ← n3 VoteGranted epoch 2 by n3
n1 ← n3 FetchAsked epoch 2 by n3, end 3@1, agreed 3
  n1 → n3 Entries epoch 2 after 3@1 [3@2], agreed 4
n3 ← n1 Entries epoch 2 after 3@1 [3@2], agreed 4
  n3 writes [3@2 n1 leads by n1 n2]
  n3 commits before 4
n3 disk: [3@2]
  n3 → n1 FetchAsked epoch 2 by n3, end 4@2, agreed 4
n1 ← n3 FetchAsked epoch 2 by n3, end 4@2, agreed 4
n1 leads epoch 2; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n2 follows n1; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n1; epoch 2 for n1; log to 4@2, agreed 4, voters n1 n2 n3
