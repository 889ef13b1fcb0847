# Two directories of one node that both speak are left to people
# design §4: only a voter that is silent is taken for lost; a voter that speaks is never replaced.

colony 3 observers 1 led by n1 fetch=1500ms
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n4 follows n1; epoch 1; log to 3@1, agreed 3, voters n1 n2 n3

# n3's old directory was heard a moment ago when its new one comes up.
quiet run 500ms
quiet wipe n3
quiet start n3
quiet run 900ms
status n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
