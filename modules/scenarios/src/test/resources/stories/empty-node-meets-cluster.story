# An empty node that meets a cluster only observes
# design §3: from the founding on a wiped disk is a new member, not an old vote.

colony 3 led by n1 replaces=0
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

lose
wipe n3
start n3
settle
----
n3 loses its disk
n3' starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
  n3 → n2 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
n1 ← n3 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
  n1 → n3 VoteRefused epoch 1 by n1, leader n1
n2 ← n3 PreVoteAsked epoch 0 for n3', end 0@0, founding with n1 n2 n3
  n2 → n3 VoteRefused epoch 1 by n2, leader n1
n3 ← n1 VoteRefused epoch 1 by n1, leader n1
  n3 waits 500 ms
  n3 writes ballot epoch 1
  n3 follows n1
n3 ← n2 VoteRefused epoch 1 by n2, leader n1
n3 disk: ballot epoch 1
  n3 → n1 FetchAsked epoch 1 by n3', end 0@0, agreed 0
n1 ← n3 FetchAsked epoch 1 by n3', end 0@0, agreed 0
  n1 → n3 Entries epoch 1 after 0@0 [0-2@1], agreed 3
n3 ← n1 Entries epoch 1 after 0@0 [0-2@1], agreed 3
  n3 writes [0-2@1 n1 leads by n1 n2 n3; founded; voters n1 n2 n3]
  n3 commits before 3
n3 disk: [0-2@1]
  n3 → n1 FetchAsked epoch 1 by n3', end 3@1, agreed 3
n1 ← n3 FetchAsked epoch 1 by n3', end 3@1, agreed 3

# Not even where it reaches nobody but another wiped node.
cut n1-*
quiet wipe n2
quiet start n2
quiet run 5s
status
----
n1 asks around; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2' waits; epoch 1; log to 0@0, agreed 0, no voters
n3' waits; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3
