# A voter that asks for the leader in a later epoch drives a leader on; whoever has no vote does not
# Raft §5.1: who hears of a later term becomes a follower; ops/decisions/0014: those whom only the
# settings name are asked who leads.

colony 4 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4
n5 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3 n4

# n3 knows that n4 votes no more, but not that it votes again, and comes to lead.
quiet remove n4 at n1
quiet settle
quiet run 1s
quiet cut n3-*
quiet add n4 at n1
quiet settle
quiet crash n3
quiet crash n1
quiet start n1
quiet lose
quiet elect n4 by n1 n2
quiet settle n1 n2 n4 n5
status
----
n1 follows n4; epoch 2 for n4; log to 6@2, agreed 6, voters n1 n2 n3 n4
n2 follows n4; epoch 2 for n4; log to 6@2, agreed 6, voters n1 n2 n3 n4
n3 is down, disk: epoch 1 for n1, log 4@1
n4 leads epoch 2; epoch 2 for n4; log to 6@2, agreed 6, voters n1 n2 n3 n4
n5 follows n1; epoch 1; log to 5@1, agreed 5, voters n1 n2 n3 n4

# An observer that is ahead is told who leads, and nothing else comes of it.
crash n5
raise n5 7
start n5
settle n1 n5
status n4 n5
----
n5 crashes
n5 starts
  n5 waits 500 ms
  n5 → n1 LeaderAsked epoch 7 by n5
n1 ← n5 LeaderAsked epoch 7 by n5
  n1 → n5 LeaderTold epoch 2: n4
n5 ← n1 LeaderTold epoch 2: n4
n4 leads epoch 2; epoch 2 for n4; log to 6@2, agreed 6, voters n1 n2 n3 n4
n5 waits 500 ms; epoch 7; log to 5@1, agreed 0, voters n1 n2 n3 n4

# n3 has stood for epoch 5 without a vote but its own, and asks n4, a stranger by its log.
raise n3 5
lose
heal
start n3
propose n4
deliver n3>n4 LeaderAsked
confirm n4
deliver n4>n3
status n3 n4
----
n3 starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 5 for n3, end 4@1
  n3 → n2 PreVoteAsked epoch 5 for n3, end 4@1
  n3 → n4 LeaderAsked epoch 5 by n3
n4 is to propose, #3
  n4 writes [6@2 #3]
  n4 → n1 Entries epoch 2 after 6@2 [6@2 #3], agreed 6
  n4 → n2 Entries epoch 2 after 6@2 [6@2 #3], agreed 6
n4 ← n3 LeaderAsked epoch 5 by n3
  n4 waits 500 ms
  n4 answers #3: unknown, epoch 2 is over
  n4 writes ballot epoch 5
n4 disk: [6@2 #3]
n4 disk: ballot epoch 5
  n4 → n3 LeaderTold epoch 5: nobody
n3 ← n4 LeaderTold epoch 5: nobody
n3 asks around; epoch 5; log to 4@1, agreed 0, voters n1 n2 n3
n4 waits 500 ms; epoch 5; log to 7@2, agreed 6, voters n1 n2 n3 n4

quiet run 3s n1 n2 n3 n4
status n1 n2 n3 n4
----
n1 follows n4; epoch 7 for n4; log to 8@7, agreed 8, voters n1 n2 n3 n4
n2 follows n4; epoch 7 for n4; log to 8@7, agreed 8, voters n1 n2 n3 n4
n3 follows n4; epoch 7 for n4; log to 8@7, agreed 8, voters n1 n2 n3 n4
n4 leads epoch 7; epoch 7 for n4; log to 8@7, agreed 8, voters n1 n2 n3 n4
