# A ballot that is older than the log is a lost vote: the node does not start with it, but anew
# Raft §5.2: one vote in a term, on stable storage; kafka §3.5: the ballot is a file of its own.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 is given an old copy of its ballot. Nobody can accept that for it: a vote may be forgotten.
crash n3
raise n3 0
start n3
status n3
quiet run 2s
status n1
----
n3 crashes
n3 starts
  n3 does not start: the log holds entries of epoch 1 but the ballot knows only epoch 0
n3 is down, disk: epoch 0, log 3@1
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

# With an empty disk it is a new member, which n1 takes for the old one once it has caught up.
wipe n3
start n3
quiet run 5s
status
----
n3 loses its disk
n3' starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
  n3 → n2 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
n1 leads epoch 1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3'
n2 follows n1; epoch 1 for n1; log to 5@1, agreed 5, voters n1 n2 n3'
n3' follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3'
