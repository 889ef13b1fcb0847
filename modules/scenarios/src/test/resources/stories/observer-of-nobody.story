# A node that knows no voter waits until it is told of one
# design §3: an empty node founds nothing where the settings do not name it.

colony 3 observers 1
names n4
start n4
run 2s n4
status n4
----
n4 starts
  n4 waits 500 ms
n4 sees 500 ms
  n4 waits 500 ms
n4 sees 1000 ms
  n4 waits 500 ms
n4 sees 1500 ms
  n4 waits 500 ms
n4 sees 2000 ms
  n4 waits 500 ms
n4 waits 500 ms; epoch 0; log to 0@0, agreed 0, no voters
