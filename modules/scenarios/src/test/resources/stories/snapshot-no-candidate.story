# Whoever is putting a snapshot in place does not stand: its log is not what it says
# correctness §1.2: snapshot install races with append; design §4.

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
quiet settle
quiet confirm n3 1
quiet settle
status n3
log n3
----
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 log: snapshot 5@1

crash n1
hangup n3 n1
tick n3
tick n3
settle
resume n3
settle n3
status n3
----
n1 crashes
n3 loses its connection to n1
  n3 waits
n3 sees 1800 ms
  n3 waits 500 ms
  n3 → n2 LeaderAsked epoch 1 by n3
n2 ← n3 LeaderAsked epoch 1 by n3
  n2 → n3 LeaderTold epoch 1: n1
n3 ← n2 LeaderTold epoch 1: n1
  n3 follows n1
  n3 → n1 FetchAsked epoch 1 by n3, end 3@1, durable 0@0, agreed 3, takes nothing
n1 ← n3 FetchAsked epoch 1 by n3, end 3@1, durable 0@0, agreed 3, takes nothing is lost
n3 disk: snapshot 5@1
  n3 → n1 FetchAsked epoch 1 by n3, end 5@1, agreed 5
n3 follows n1; epoch 1 for n1; log from 5@1 to 5@1, agreed 5, voters n1 n2 n3
