# A snapshot that is in place when its leader is gone counts all the same, and its owner may stand again
# Raft §7; correctness §1.2: snapshot install races with what else happens.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut n3-*
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet snapshot n2
quiet propose n1
quiet settle n1 n2
quiet snapshot n1
quiet snapshot n2
quiet heal
quiet lose
stall n3
quiet pass 800ms
quiet tick n3
quiet settle
quiet confirm n3 1
quiet settle
confirm n3 1
----
n3 disk: snapshot 5@1 up to byte 2
  n3 writes snapshot 5@1

# While it is put in place n3 asks for no votes.
crash n1
hangup n3 n1
tick n3
lose
status n3
----
n1 crashes
n3 loses its connection to n1
  n3 waits
n3 sees 1800 ms
  n3 waits 500 ms
  n3 → n2 LeaderAsked epoch 1 by n3
n3 → n2 LeaderAsked epoch 1 by n3 is lost
n3 waits 500 ms; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

confirm n3
status n3
pass 500ms
tick n3
----
n3 disk: snapshot 5@1
n3 waits 500 ms; epoch 1 for n1; log from 5@1 to 5@1, agreed 5, voters n1 n2 n3
n3 sees 2300 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 1 for n3, end 5@1
  n3 → n2 PreVoteAsked epoch 1 for n3, end 5@1
