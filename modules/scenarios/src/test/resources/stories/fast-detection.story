# Closed connections bring the next leader without any timeout
# design §4: fast detection; grants need the granter to have lost the leader too.

colony 3 led by n1 lostLeader=50ms
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

crash n1
hangup n2 n1
hangup n3 n1
quiet run 100ms
status
----
n1 crashes
n2 loses its connection to n1
  n2 waits 11 ms
n3 loses its connection to n1
  n3 waits 32 ms
n1 is down, disk: epoch 1 for n1, log 3@1
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
