# A leader that reaches too few resigns, though one that hears it would keep it for ever
# correctness §1.2: pre-vote deadlock when the leader is partly reachable; Raft thesis §6.2, and the
# etcd outage at Cloudflare of 2020.

colony 5 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5

# n5 is down. n1 is connected to n2 only; n2, n3 and n4 see each other.
quiet crash n5
quiet cut n1-n3
quiet cut n1-n4
quiet run 1400ms
status
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n4 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3 n4 n5
n5 is down, disk: epoch 1 for n1, log 3@1

quiet run 3s
status
----
n1 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3 n4 n5
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3 n4 n5
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3 n4 n5
n4 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3 n4 n5
n5 is down, disk: epoch 1 for n1, log 3@1
