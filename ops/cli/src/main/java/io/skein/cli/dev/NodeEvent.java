package io.skein.cli.dev;

/** What happens to a node in a process of its own. */
sealed interface NodeEvent {
    /** It serves. */
    record Ready(int node) implements NodeEvent {}

    /** It is gone, and all that it had to say has been passed on. */
    record Ended(int node, int exitCode) implements NodeEvent {}
}
