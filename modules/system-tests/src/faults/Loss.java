import java.util.Set;
import java.util.TreeSet;

/** Whether every node knows what was acknowledged, at the end of all faults. */
final class Loss {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long LOOK_MILLIS = 50;

    private Loss() {}

    /** How many acknowledged topics some node does not know. */
    static int count(Cluster cluster, Set<String> acknowledged) throws InterruptedException {
        if (acknowledged.isEmpty()) throw new Faults.Failed("nothing was acknowledged");
        cluster.awaitWhole();
        Set<String> lost = new TreeSet<>();
        for (Caller caller : cluster.callers()) {
            long until = System.nanoTime() + PATIENCE_NANOS;
            Set<String> missing = missing(caller, acknowledged);
            while (!missing.isEmpty() && System.nanoTime() < until) {
                Thread.sleep(LOOK_MILLIS);
                missing = missing(caller, acknowledged);
            }
            lost.addAll(missing);
        }
        return lost.size();
    }

    private static Set<String> missing(Caller caller, Set<String> acknowledged) {
        Set<String> missing = new TreeSet<>(acknowledged);
        missing.removeAll(caller.topics());
        return missing;
    }
}
