# A disk's late word for an entry that has been cut says nothing of what stands there now
# correctness §1.2: async storage ABA; etcd-io/raft, async_storage_writes_append_aba_race. The ballot
# is a file of its own, and may be durable before log entries that were written earlier.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n1 has written two entries at 3 and 4 that its disk has not confirmed when n2 takes over.
quiet cut n1-*
quiet propose n1 2
quiet elect n2 by n3
quiet settle n2 n3
quiet propose n2 3
quiet settle n2 n3
log n1 n2
----
n1 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@1 #1] [4@1 #2]
n2 log: [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3] [3@2 n2 leads by n2 n3] [4@2 #3] [5@2 #4] [6@2 #5]

# It follows n2, cuts its log, and takes nothing there while the disk still works on the first two.
quiet lose
heal
stall n1
quiet run 500ms
quiet confirm n1 ballot
run 1s
status n1
----
n1 sees 2000 ms
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
n2 sees 2000 ms
  n2 → n3 Entries epoch 2 after 7@2, agreed 7
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n2 ← n1 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
  n2 → n1 Diverged epoch 2 at 5@1, last 3@1
n3 ← n2 Entries epoch 2 after 7@2, agreed 7
  n3 → n2 FetchAsked epoch 2 by n3, end 7@2, agreed 7
n1 ← n2 EpochBegun epoch 2 by n2
n3 ← n2 EpochBegun epoch 2 by n2
n1 ← n2 Diverged epoch 2 at 5@1, last 3@1
  n1 writes cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n2 ← n3 FetchAsked epoch 2 by n3, end 7@2, agreed 7
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n1 sees 2500 ms
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n2 sees 2500 ms
  n2 → n1 Entries epoch 2 after 3@1, agreed 7
  n2 → n3 Entries epoch 2 after 7@2, agreed 7
  n2 → n1 EpochBegun epoch 2 by n2
  n2 → n3 EpochBegun epoch 2 by n2
n2 ← n1 FetchAsked epoch 2 by n1, end 3@1, agreed 3, takes nothing
n1 ← n2 Entries epoch 2 after 3@1, agreed 7
n3 ← n2 Entries epoch 2 after 7@2, agreed 7
  n3 → n2 FetchAsked epoch 2 by n3, end 7@2, agreed 7
n1 ← n2 EpochBegun epoch 2 by n2
n3 ← n2 EpochBegun epoch 2 by n2
n2 ← n3 FetchAsked epoch 2 by n3, end 7@2, agreed 7
n1 follows n2; epoch 2; log to 3@1, agreed 3, voters n1 n2 n3

# Now the disk speaks of the first two. n1 says that it holds what it holds, and no more.
confirm n1 1
confirm n1 1
status n1
confirm n1 1
status n1
resume n1
quiet run 1s
status n1
----
n1 disk: [3@1 #1]
n1 disk: [4@1 #2]
  n1 → n2 FetchAsked epoch 2 by n1, end 5@1, durable 3@1, agreed 3, takes nothing
n1 follows n2; epoch 2; log to 3@1, agreed 3, voters n1 n2 n3
n1 disk: cut to 3@1
  n1 → n2 FetchAsked epoch 2 by n1, end 3@1, agreed 3
n1 follows n2; epoch 2; log to 3@1, agreed 3, voters n1 n2 n3
n1 follows n2; epoch 2; log to 7@2, agreed 7, voters n1 n2 n3
