# A snapshot that is older than the last one is of no use
# Raft §7; R15: what is dropped is covered by what is kept.

colony 1 led by n1
quiet propose n1 4
quiet settle
snapshot n1 back 1
snapshot n1
snapshot n1
snapshot n1 back 3
status n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1
n1 takes a snapshot
n1 takes a snapshot
  n1 drops all before 6@1
n1 takes a snapshot
n1 takes a snapshot
n1 leads epoch 1; epoch 1 for n1; log from 6@1 to 7@1, agreed 7, voters n1
