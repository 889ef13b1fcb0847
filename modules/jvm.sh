# Sourced by the scripts: what the JVMs of nodes and of commands get. Starts no process.

# Every JVM.
common=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xlog:disable
  -XX:-UsePerfData -Dio.grpc.netty.shaded.io.netty.leakDetection.level=disabled)

# node_jvm HEAP-OPTION: sets $jvm to what that of a node gets besides. With a heap of 512 MiB it fits
# a container of 2 GiB and leaves room for the page cache. One compiler, the quick one: a node moves
# batches, and what is hot in that are checksums, copies and the system (ops/decisions/0025).
node_jvm() {
  jvm=(-Xms64m "$1" -XX:MaxDirectMemorySize=256m -XX:MaxMetaspaceSize=192m
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError)
}

# Sets $jvm to what that of a command gets besides, which asks for something and ends.
command_jvm() {
  jvm=(-Xms32m -Xmx256m -XX:MaxDirectMemorySize=128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1)
}
