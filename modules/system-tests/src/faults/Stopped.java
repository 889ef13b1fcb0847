import java.util.List;

/**
 * How a node has stopped.
 *
 * @param code what its process ended with
 * @param said what it has logged since it was told to stop
 */
record Stopped(int code, List<String> said, long nanos) {
    /** What a Java process ends with that SIGTERM has ended: see the exit codes. */
    private static final int BY_SIGTERM = 143;

    boolean isInOrder() {
        boolean isUntroubled =
                said.stream().noneMatch(each -> each.contains(" WARN ") || each.contains(" ERROR "));
        return code == BY_SIGTERM && said.getLast().endsWith(" stopped") && isUntroubled;
    }
}
