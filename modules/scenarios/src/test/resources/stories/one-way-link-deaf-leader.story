# A leader that speaks but hears nobody resigns; its announcements do not keep it in power
# correctness §1.2: one-way link; thesis §6.2.

colony 3 led by n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n3 follows n1; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3

quiet cut *>n1
quiet run 4s
status
----
n1 asks around; epoch 1 for n1; log to 3@1, agreed 3, voters n1 n2 n3
n2 leads epoch 2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
n3 follows n2; epoch 2 for n2; log to 4@2, agreed 4, voters n1 n2 n3
