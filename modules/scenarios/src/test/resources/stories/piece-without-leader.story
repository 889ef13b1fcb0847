# A piece that the disk confirms when the leader is gone leads to nothing
# KIP-630; Raft §7: what is fetched counts when all of it is there, and somebody leads it on.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n3-*
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet heal
quiet lose
stall n3
quiet pass 800ms
quiet tick n3
quiet settle
quiet confirm n3 1
quiet settle n1 n3
----
(nothing)

# The last one is on its way to the disk when the connection closes.
hangup n3 n1
confirm n3
status n3
----
n3 loses its connection to n1
  n3 waits
n3 disk: snapshot 5@1 up to byte 2
n3 waits; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# It begins anew with whoever leads.
resume n3
quiet run 1s
status n3
----
n3 follows n1; epoch 1 for n1; log from 5@1 to 5@1, agreed 5, voters n1 n2 n3
