# A proposal that never fits one message is refused for good
# design §4: a larger plan is framed by begin and end records.

colony 1 led by n1 proposalBytes=39
propose n1
----
n1 leads epoch 1; epoch 1 for n1; log to 3@1, agreed 3, voters n1
n1 is to propose, #1
  n1 answers #1: refused, 40 bytes, of 39
