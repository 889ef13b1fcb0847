# One voter too agrees only on what its disk holds
# design §4; kafka §3.4: with a single voter Kafka's high watermark can move before the fsync.

colony 1
----
(nothing)

start
confirm n1 1
confirm
----
n1 starts
  n1 asks around
  n1 stands for epoch 1
  n1 writes ballot epoch 1 for n1, founding with n1
n1 disk: ballot epoch 1 for n1
  n1 leads epoch 1
  n1 writes [0-2@1 n1 leads by n1; founded; voters n1]
n1 disk: [0-2@1]
  n1 commits before 3

propose n1
----
n1 is to propose, #1
  n1 writes [3@1 #1]

confirm
----
n1 disk: [3@1 #1]
  n1 commits before 4
  n1 answers #1: committed up to 3 in epoch 1

propose n1
crash n1
start n1
settle
----
n1 is to propose, #2
  n1 writes [4@1 #2]
n1 crashes
n1 starts
  n1 asks around
  n1 stands for epoch 2
  n1 writes ballot epoch 2 for n1
n1 disk: ballot epoch 2 for n1
  n1 leads epoch 2
  n1 writes [4@2 n1 leads by n1]
n1 disk: [4@2]
  n1 commits before 5

read n1
log
----
n1 is to read, #3
  n1 answers #3: committed up to 4 in epoch 2
n1 log: [0-2@1 n1 leads by n1; founded; voters n1] [3@1 #1] [4@2 n1 leads by n1]
