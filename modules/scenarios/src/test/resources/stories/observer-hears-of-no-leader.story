# An observer enters no epoch of which it only hears that nobody leads it
# It has no vote to drive others there: who still follow the leader before, would be of no use to it.

colony 3 observers 1 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 has stood for epoch 2, and nobody has heard of it.
quiet hangup n3 n1
quiet hangup n2 n1
quiet tick n3
quiet deliver n3>n2
quiet deliver n2>n3
quiet confirm n3 1
quiet lose
quiet cut n3-n1
quiet cut n3-n2
quiet run 500ms n1 n2
quiet hangup n4 n1
quiet cut n4-n1
quiet cut n4-n2
run 3s
quiet lose
status
----
n1 sees 1500 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n3 sees 1500 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 3@1 is lost
  n3 → n2 PreVoteAsked epoch 2 for n3, end 3@1 is lost
n4 sees 1500 ms
  n4 waits 500 ms
  n4 → n2 LeaderAsked epoch 1 by n4 is lost
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 sees 2000 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 sees 2000 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n3 sees 2000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 3@1 is lost
  n3 → n2 PreVoteAsked epoch 2 for n3, end 3@1 is lost
n4 sees 2000 ms
  n4 waits 500 ms
  n4 → n1 LeaderAsked epoch 1 by n4 is lost
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 sees 2500 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 sees 2500 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n3 sees 2500 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 3@1 is lost
  n3 → n2 PreVoteAsked epoch 2 for n3, end 3@1 is lost
n4 sees 2500 ms
  n4 waits 500 ms
  n4 → n3 LeaderAsked epoch 1 by n4
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n3 ← n4 LeaderAsked epoch 1 by n4
  n3 → n4 LeaderTold epoch 2: nobody
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n4 ← n3 LeaderTold epoch 2: nobody
n1 sees 3000 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 sees 3000 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n3 sees 3000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 3@1 is lost
  n3 → n2 PreVoteAsked epoch 2 for n3, end 3@1 is lost
n4 sees 3000 ms
  n4 waits 500 ms
  n4 → n3 LeaderAsked epoch 1 by n4
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n3 ← n4 LeaderAsked epoch 1 by n4
  n3 → n4 LeaderTold epoch 2: nobody
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n4 ← n3 LeaderTold epoch 2: nobody
n1 sees 3500 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 sees 3500 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n3 sees 3500 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 3@1 is lost
  n3 → n2 PreVoteAsked epoch 2 for n3, end 3@1 is lost
n4 sees 3500 ms
  n4 waits 500 ms
  n4 → n2 LeaderAsked epoch 1 by n4 is lost
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n1 sees 4000 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 sees 4000 ms
  n1 → n2 Entries epoch 1 after 3@1, agreed 3
n3 sees 4000 ms
  n3 asks around
  n3 → n1 PreVoteAsked epoch 2 for n3, end 3@1 is lost
  n3 → n2 PreVoteAsked epoch 2 for n3, end 3@1 is lost
n4 sees 4000 ms
  n4 waits 500 ms
  n4 → n3 LeaderAsked epoch 1 by n4
n2 ← n1 Entries epoch 1 after 3@1, agreed 3
  n2 → n1 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n3 ← n4 LeaderAsked epoch 1 by n4
  n3 → n4 LeaderTold epoch 2: nobody
n1 ← n2 FetchAsked epoch 1 by n2, end 3@1, agreed 3
n4 ← n3 LeaderTold epoch 2: nobody
n1 sees 4500 ms
  n1 → n3 EpochBegun epoch 1 by n1 is lost
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 asks around; epoch 2 for n3; log to 3@1, agreed 3, voters n1 n2 n3
n4 waits; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n3 is gone for good.
quiet crash n3
quiet heal
quiet lose
quiet run 2s n1 n2 n4
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 is down, disk: epoch 2 for n3, log 3@1
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
