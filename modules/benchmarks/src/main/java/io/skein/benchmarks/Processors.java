package io.skein.benchmarks;

import java.lang.management.ManagementFactory;

/** Processor time that the client, which is this process, and the node have used. */
record Processors(long clientNanos, long nodeNanos) {
    static final Processors NONE = new Processors(0, 0);

    static Processors now(NodeUnderTest node) {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            return new Processors(system.getProcessCpuTime(), node.cpuNanos());
        }
        throw new BenchFailed("this JVM does not tell its processor time");
    }

    Processors plus(Processors other) {
        return new Processors(clientNanos + other.clientNanos, nodeNanos + other.nodeNanos);
    }

    Processors minus(Processors earlier) {
        return new Processors(clientNanos - earlier.clientNanos, nodeNanos - earlier.nodeNanos);
    }

    Result putInto(Result result, Round done) {
        return result.put("cpu_s_per_gb", done.secondsPerGigabyte(clientNanos + nodeNanos))
                .put("client_cpu_s_per_gb", done.secondsPerGigabyte(clientNanos))
                .put("node_cpu_s_per_gb", done.secondsPerGigabyte(nodeNanos));
    }
}
