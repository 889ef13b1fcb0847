# A leader whose clock jumps has not heard a majority for too long: it hands over at once
# correctness §1.2: clock jump at election timeout; check-quorum, thesis §6.2.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

pass 3600s
tick n1
----
n1 sees 3601000 ms
  n1 → n2 EpochEnded epoch 1 by n1, to go on: n2 n3
  n1 → n3 EpochEnded epoch 1 by n1, to go on: n2 n3
  n1 waits 500 ms

settle
status
----
n2 ← n1 EpochEnded epoch 1 by n1, to go on: n2 n3
  n2 waits
  n2 stands for epoch 2
  n2 writes ballot epoch 2 for n2
n3 ← n1 EpochEnded epoch 1 by n1, to go on: n2 n3
  n3 waits
n2 disk: ballot epoch 2 for n2
  n2 → n1 VoteAsked epoch 2 of n1 for n2, end 3@1
  n2 → n3 VoteAsked epoch 2 of n3 for n2, end 3@1
n1 ← n2 VoteAsked epoch 2 of n1 for n2, end 3@1
  n1 waits 500 ms
  n1 writes ballot epoch 2 for n2
  n1 waits 500 ms
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits
  n3 writes ballot epoch 2 for n2
  n3 waits
n1 disk: ballot epoch 2 for n2
  n1 → n2 VoteGranted epoch 2 by n1
n2 ← n1 VoteGranted epoch 2 by n1
  n2 leads epoch 2
  n2 writes [3@2 n2 leads by n2 n1]
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n1 ← n2 EpochBegun epoch 2 by n2
  n1 follows n2
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n3 ← n2 EpochBegun epoch 2 by n2
  n3 follows n2
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3
  n2 → n1 Entries epoch 2 after 3@1 [3@2], agreed 3
n1 ← n2 Entries epoch 2 after 3@1 [3@2], agreed 3
  n1 writes [3@2 n2 leads by n2 n1]
n1 disk: [3@2]
  n1 → n2 FetchAsked epoch 2 by n1, end 4@2, agreed 3
n2 ← n1 FetchAsked epoch 2 by n1, end 4@2, agreed 3
n2 disk: [3@2]
  n2 commits before 4
  n2 → n1 Entries epoch 2 after 4@2, agreed 4
n1 ← n2 Entries epoch 2 after 4@2, agreed 4
  n1 commits before 4
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
  n3 → n2 FetchAsked epoch 2 by n3, end 3@1, agreed 3
n2 ← n3 VoteGranted epoch 2 by n3
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
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
