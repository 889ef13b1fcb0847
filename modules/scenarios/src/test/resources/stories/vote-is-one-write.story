# To vote in a new epoch is one write to the disk, not two
# Raft §5.2; an election is as fast as its disks: each ballot is a file that is synced and renamed.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet crash n1
quiet hangup n2 n1
quiet hangup n3 n1
quiet tick n2
quiet deliver
quiet deliver
quiet confirm n2
deliver n2>n3
confirm n3 1
----
n3 ← n2 VoteAsked epoch 2 of n3 for n2, end 3@1
  n3 waits 500 ms
  n3 writes ballot epoch 2 for n2
  n3 waits 500 ms
n3 disk: ballot epoch 2 for n2
  n3 → n2 VoteGranted epoch 2 by n3
