# Votes and pre-votes of an older epoch do not count in this one
# Raft §5.2: a majority of the votes of one term.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has granted epoch 2 to n2; this comes late, and so does a second copy of its pre-vote.
quiet crash n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n2
quiet deliver n2>n3
quiet deliver n3>n2 twice
quiet confirm n2
quiet deliver n2>n3 VoteAsked
quiet confirm n3
pass 500ms
tick n2
parcels
----
n2 sees 1500 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 2 for n2, end 3@1
  n2 → n3 PreVoteAsked epoch 2 for n2, end 3@1
n2 → n1 PreVoteAsked epoch 1 for n2, end 3@1
n3 → n2 PreVoteGranted epoch 1 by n3
n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
n3 → n2 VoteGranted epoch 2 by n3
n2 → n1 PreVoteAsked epoch 2 for n2, end 3@1
n2 → n3 PreVoteAsked epoch 2 for n2, end 3@1

deliver n3>n2 PreVoteGranted
deliver n2>n3 PreVoteAsked
deliver n3>n2 PreVoteGranted
confirm n2
deliver n3>n2 VoteGranted
status n2
----
n2 ← n3 PreVoteGranted epoch 1 by n3
n3 ← n2 PreVoteAsked epoch 2 for n2, end 3@1
  n3 → n2 PreVoteGranted epoch 2 by n3
n2 ← n3 PreVoteGranted epoch 2 by n3
  n2 stands for epoch 3
  n2 writes ballot epoch 3 for n2
n2 disk: ballot epoch 3 for n2
  n2 → n1 VoteAsked epoch 3 of n1 for n2, end 3@1
  n2 → n3 VoteAsked epoch 3 of n3 for n2, end 3@1
n2 ← n3 VoteGranted epoch 2 by n3
n2 stands for epoch 3; epoch 3 for n2; log to 3@1, agreed 3, voters n1 n2 n3

settle n2 n3
status n2
----
n3 ← n2 VoteAsked epoch 3 of n3 for n2, end 3@1
  n3 waits
  n3 writes ballot epoch 3 for n2
  n3 waits
n3 disk: ballot epoch 3 for n2
  n3 → n2 VoteGranted epoch 3 by n3
n2 ← n3 VoteGranted epoch 3 by n3
  n2 leads epoch 3
  n2 writes [3@3 n2 leads by n2 n3]
  n2 → n1 EpochBegun epoch 3 by n2
  n2 → n3 EpochBegun epoch 3 by n2
n3 ← n2 EpochBegun epoch 3 by n2
  n3 follows n2
  n3 → n2 FetchAsked epoch 3 by n3, end 3@1, agreed 3
n2 ← n3 FetchAsked epoch 3 by n3, end 3@1, agreed 3
  n2 → n3 Entries epoch 3 after 3@1 [3@3], agreed 3
n3 ← n2 Entries epoch 3 after 3@1 [3@3], agreed 3
  n3 writes [3@3 n2 leads by n2 n3]
n2 disk: [3@3]
n3 disk: [3@3]
  n3 → n2 FetchAsked epoch 3 by n3, end 4@3, agreed 3
n2 ← n3 FetchAsked epoch 3 by n3, end 4@3, agreed 3
  n2 commits before 4
  n2 → n3 Entries epoch 3 after 4@3, agreed 4
n3 ← n2 Entries epoch 3 after 4@3, agreed 4
  n3 commits before 4
n2 leads epoch 3; epoch 3 for n2; log to 4@3, agreed 4, voters n1 n2 n3
