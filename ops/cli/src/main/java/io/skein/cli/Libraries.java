package io.skein.cli;

import java.security.Security;
import java.util.List;

/**
 * Tells the libraries beneath us, in the only way they listen to, what a command needs of them. A
 * node logs, and uses the network of its machine to the full; a client command says itself what
 * went wrong, and lives for a third of a second.
 */
final class Libraries {
    private static final List<String> NODE_COMMANDS = List.of("dev", "start");
    private static final String LOG4J = "org.apache.logging.log4j.simple.";
    private static final String NETTY = "io.grpc.netty.shaded.io.netty.";

    private Libraries() {}

    /** Once, before any of them is loaded. */
    static void prepare(List<String> words) {
        set("slf4j.internal.verbosity", "ERROR");
        if (words.stream().anyMatch(NODE_COMMANDS::contains)) {
            set("slf4j.provider", "org.apache.logging.slf4j.SLF4JServiceProvider");
            forNode();
        } else {
            forClient();
        }
    }

    /**
     * Where nodes come and go, as in Kubernetes, a name soon leads elsewhere. The JDK would go on
     * with what it has looked up for 30 s, and believe for 10 s that there is no such name.
     */
    private static void forNode() {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private static void forClient() {
        set("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        // The network library finds log4j by itself, and would wait for all of it to start.
        set("log4j2.loggerContextFactory", LOG4J + "SimpleLoggerContextFactory");
        set("log4j2.simplelogLevel", "OFF");
        // Unpacking and loading native code takes longer than what it would save.
        set(NETTY + "transport.noNative", "true");
        set(NETTY + "eventLoopThreads", "1");
        // Flight recorder events need a dozen classes made at run time, recorded or not.
        set(NETTY + "jfr.enabled", "false");
        // Else it walks through all network devices to invent a number that nobody reads.
        set(NETTY + "machineId", "00:00:00:00:00:00:00:01");
        set(NETTY + "processId", "1");
    }

    /** What was set for this process by hand stays. */
    private static void set(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }
}
