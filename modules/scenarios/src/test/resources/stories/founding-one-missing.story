# While one founder is missing nothing is founded, and no epoch is used up
# design §3: the very first election is unanimous, so that one failure can never make two clusters.

colony 3
start n1 n2
quiet run 5s
status
parcels
----
n1 starts
  n1 asks around
  n1 → n2 PreVoteAsked epoch 0 for n1, end 0@0, founding with n1 n2 n3
  n1 → n3 PreVoteAsked epoch 0 for n1, end 0@0, founding with n1 n2 n3
n2 starts
  n2 asks around
  n2 → n1 PreVoteAsked epoch 0 for n2, end 0@0, founding with n1 n2 n3
  n2 → n3 PreVoteAsked epoch 0 for n2, end 0@0, founding with n1 n2 n3
n1 asks around; epoch 0; log to 0@0, agreed 0, no voters
n2 asks around; epoch 0; log to 0@0, agreed 0, no voters
n3 is down, disk: epoch 0, log 0@0
nothing is on its way

start n3
quiet run 3s
status
----
n3 starts
  n3 asks around
  n3 → n1 PreVoteAsked epoch 0 for n3, end 0@0, founding with n1 n2 n3
  n3 → n2 PreVoteAsked epoch 0 for n3, end 0@0, founding with n1 n2 n3
n1 follows n3; epoch 1 for n3; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n3; epoch 1 for n3; log to 3@1, agreed 3, voters n1 n2 n3
n3 leads epoch 1; epoch 1 for n3; log to 3@1, agreed 3, voters n1 n2 n3
