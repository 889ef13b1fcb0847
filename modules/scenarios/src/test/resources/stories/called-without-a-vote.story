# A member that no log makes a voter but another's is called to lead, and goes when all know what it knew
# Raft thesis §4.2.2: a server outside of its own configuration must be able to lead for the cluster
# to be available. n4's vote stands in n2's log alone, and n4 knows of an epoch that n2 has not heard of.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# Only n2 has it on disk that n4 votes.
quiet cut n1-n3
quiet cut n1-n4
quiet stall n1
add n4 at n1
quiet settle n1 n2
quiet crash n1
quiet lose
quiet heal
status
----
n1 is to add n4, #1
  n1 writes [3@1 voters n1 n2 n3 n4]
  n1 → n2 Entries epoch 1 after 3@1 [3@1], agreed 3
  n1 → n3 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
  n1 → n4 Entries epoch 1 after 3@1 [3@1], agreed 3 is lost
n1 is down, disk: epoch 1 for n1, log 3@1
n2 follows n1; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 comes to lead by n1, and only n4 hears what it writes; then its disk is lost.
quiet resume n1
quiet start n1
quiet cut n2-*
quiet hangup n3 n1
quiet hangup n4 n1
quiet pass 3s
quiet elect n3 by n1
quiet cut n1-n3
quiet run 1200ms n3 n4
quiet wipe n3
quiet heal
quiet lose
quiet hangup n4 n3
quiet hangup n1 n3
quiet hangup n2 n1
status
----
n1 waits; epoch 3 for n3; log to 3@1, agreed 0, voters n1 n2 n3
n2 waits; epoch 1 for n1; log to 4@1, agreed 3, voters n1 n2 n3 n4
n3' is down, disk: epoch 0, log 0@0
n4 waits; epoch 3; log to 4@3, agreed 3, voters n1 n2 n3

# n1 knows less than n2, and n2 needs three of four.
pass 1s
tick n1
settle n1 n2 n4
----
n1 sees 6700 ms
  n1 asks around
  n1 → n2 PreVoteAsked epoch 3 for n1, end 3@1
  n1 → n3 PreVoteAsked epoch 3 for n1, end 3@1
n2 ← n1 PreVoteAsked epoch 3 for n1, end 3@1
  n2 → n1 VoteRefused epoch 1 by n2
n1 ← n2 VoteRefused epoch 1 by n2

tick n2
settle n1 n2 n4
status
----
n2 sees 6700 ms
  n2 asks around
  n2 → n1 PreVoteAsked epoch 1 for n2, end 4@1
  n2 → n3 PreVoteAsked epoch 1 for n2, end 4@1
  n2 → n4 PreVoteAsked epoch 1 for n2, end 4@1
n1 ← n2 PreVoteAsked epoch 1 for n2, end 4@1
  n1 → n2 VoteRefused epoch 3 by n1
n4 ← n2 PreVoteAsked epoch 1 for n2, end 4@1
  n4 → n2 VoteRefused epoch 3 by n4
  n4 asks around
  n4 → n1 PreVoteAsked epoch 3 for n4, end 4@3
  n4 → n2 PreVoteAsked epoch 3 for n4, end 4@3
  n4 → n3 PreVoteAsked epoch 3 for n4, end 4@3
n2 ← n1 VoteRefused epoch 3 by n1
  n2 waits 500 ms
  n2 writes ballot epoch 3
n2 ← n4 VoteRefused epoch 3 by n4
n1 ← n4 PreVoteAsked epoch 3 for n4, end 4@3
  n1 → n4 PreVoteGranted epoch 3 by n1
n2 ← n4 PreVoteAsked epoch 3 for n4, end 4@3
n4 ← n1 PreVoteGranted epoch 3 by n1
n2 disk: ballot epoch 3
  n2 → n4 PreVoteGranted epoch 3 by n2
n4 ← n2 PreVoteGranted epoch 3 by n2
  n4 stands for epoch 4
  n4 writes ballot epoch 4 for n4
n4 disk: ballot epoch 4 for n4
  n4 → n1 VoteAsked epoch 4 of n1 for n4, end 4@3
  n4 → n2 VoteAsked epoch 4 of n2 for n4, end 4@3
  n4 → n3 VoteAsked epoch 4 of n3 for n4, end 4@3
n1 ← n4 VoteAsked epoch 4 of n1 for n4, end 4@3
  n1 waits 500 ms
  n1 writes ballot epoch 4 for n4
  n1 waits 500 ms
n2 ← n4 VoteAsked epoch 4 of n2 for n4, end 4@3
  n2 waits 500 ms
  n2 writes ballot epoch 4 for n4
  n2 waits 500 ms
n1 disk: ballot epoch 4 for n4
  n1 → n4 VoteGranted epoch 4 by n1
n4 ← n1 VoteGranted epoch 4 by n1
n2 disk: ballot epoch 4 for n4
  n2 → n4 VoteGranted epoch 4 by n2
n4 ← n2 VoteGranted epoch 4 by n2
  n4 leads epoch 4
  n4 writes [4@4 n4 leads by n4 n1 n2]
  n4 → n1 EpochBegun epoch 4 by n4
  n4 → n2 EpochBegun epoch 4 by n4
  n4 → n3 EpochBegun epoch 4 by n4
n1 ← n4 EpochBegun epoch 4 by n4
  n1 follows n4
  n1 → n4 FetchAsked epoch 4 by n1, end 3@1, agreed 0
n2 ← n4 EpochBegun epoch 4 by n4
  n2 follows n4
  n2 → n4 FetchAsked epoch 4 by n2, end 4@1, agreed 3
n4 ← n1 FetchAsked epoch 4 by n1, end 3@1, agreed 0
  n4 → n1 Entries epoch 4 after 3@1 [3@3] [4@4], agreed 3
n4 ← n2 FetchAsked epoch 4 by n2, end 4@1, agreed 3
  n4 → n2 Diverged epoch 4 at 4@1, last 3@1
n1 ← n4 Entries epoch 4 after 3@1 [3@3] [4@4], agreed 3
  n1 writes [3@3 n3 leads by n3 n1]
  n1 writes [4@4 n4 leads by n4 n1 n2]
  n1 commits before 3
n2 ← n4 Diverged epoch 4 at 4@1, last 3@1
  n2 writes cut to 3@1
  n2 → n4 FetchAsked epoch 4 by n2, end 3@1, agreed 3, takes nothing
n4 ← n2 FetchAsked epoch 4 by n2, end 3@1, agreed 3, takes nothing
n1 disk: [3@3]
n1 disk: [4@4]
  n1 → n4 FetchAsked epoch 4 by n1, end 5@4, agreed 3
n4 ← n1 FetchAsked epoch 4 by n1, end 5@4, agreed 3
n2 disk: cut to 3@1
  n2 → n4 FetchAsked epoch 4 by n2, end 3@1, agreed 3
n4 ← n2 FetchAsked epoch 4 by n2, end 3@1, agreed 3
  n4 → n2 Entries epoch 4 after 3@1 [3@3] [4@4], agreed 3
n2 ← n4 Entries epoch 4 after 3@1 [3@3] [4@4], agreed 3
  n2 writes [3@3 n3 leads by n3 n1]
  n2 writes [4@4 n4 leads by n4 n1 n2]
n2 disk: [3@3]
n2 disk: [4@4]
  n2 → n4 FetchAsked epoch 4 by n2, end 5@4, agreed 3
n4 ← n2 FetchAsked epoch 4 by n2, end 5@4, agreed 3
  n4 commits before 5
  n4 → n1 EpochEnded epoch 4 by n4, to go on: n1 n2
  n4 → n2 EpochEnded epoch 4 by n4, to go on: n1 n2
  n4 → n3 EpochEnded epoch 4 by n4, to go on: n1 n2
  n4 waits
n1 ← n4 EpochEnded epoch 4 by n4, to go on: n1 n2
  n1 waits
  n1 stands for epoch 5
  n1 writes ballot epoch 5 for n1
n2 ← n4 EpochEnded epoch 4 by n4, to go on: n1 n2
  n2 waits
n1 disk: ballot epoch 5 for n1
  n1 → n2 VoteAsked epoch 5 of n2 for n1, end 5@4
  n1 → n3 VoteAsked epoch 5 of n3 for n1, end 5@4
n2 ← n1 VoteAsked epoch 5 of n2 for n1, end 5@4
  n2 waits 500 ms
  n2 writes ballot epoch 5 for n1
  n2 waits 500 ms
n2 disk: ballot epoch 5 for n1
  n2 → n1 VoteGranted epoch 5 by n2
n1 ← n2 VoteGranted epoch 5 by n2
  n1 leads epoch 5
  n1 writes [5@5 n1 leads by n1 n2]
  n1 → n2 EpochBegun epoch 5 by n1
  n1 → n3 EpochBegun epoch 5 by n1
n2 ← n1 EpochBegun epoch 5 by n1
  n2 follows n1
  n2 → n1 FetchAsked epoch 5 by n2, end 5@4, agreed 3
n1 ← n2 FetchAsked epoch 5 by n2, end 5@4, agreed 3
  n1 → n2 Entries epoch 5 after 5@4 [5@5], agreed 3
n2 ← n1 Entries epoch 5 after 5@4 [5@5], agreed 3
  n2 writes [5@5 n1 leads by n1 n2]
n1 disk: [5@5]
n2 disk: [5@5]
  n2 → n1 FetchAsked epoch 5 by n2, end 6@5, agreed 3
n1 ← n2 FetchAsked epoch 5 by n2, end 6@5, agreed 3
  n1 commits before 6
  n1 → n2 Entries epoch 5 after 6@5, agreed 6
n2 ← n1 Entries epoch 5 after 6@5, agreed 6
  n2 commits before 6
n4 disk: [4@4]
n1 leads epoch 5; epoch 5 for n1; log to 6@5, agreed 6, voters n1 n2 n3
n2 follows n1; epoch 5 for n1; log to 6@5, agreed 6, voters n1 n2 n3
n3' is down, disk: epoch 0, log 0@0
n4 waits; epoch 4 for n4; log to 5@4, agreed 5, voters n1 n2 n3

quiet run 5s n1 n2 n4
status
----
n1 leads epoch 5; epoch 5 for n1; log to 6@5, agreed 6, voters n1 n2 n3
n2 follows n1; epoch 5 for n1; log to 6@5, agreed 6, voters n1 n2 n3
n3' is down, disk: epoch 0, log 0@0
n4 follows n1; epoch 5; log to 6@5, agreed 6, voters n1 n2 n3
