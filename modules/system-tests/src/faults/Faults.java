import java.nio.file.Path;

/** Does something to a cluster, and says in a line of JSON what came of it. */
final class Faults {
    private Faults() {}

    public static void main(String[] words) throws Exception {
        Path skein = Path.of(words[0]);
        Path folder = Path.of(words[1]);
        boolean isGood;
        try (Cluster cluster = Cluster.start(skein, folder)) {
            isGood =
                    switch (words[2]) {
                        case "kill-controller" ->
                                new KillController(cluster).run(Integer.parseInt(words[3]));
                        case "kill-leader" ->
                                new KillLeader(cluster).run(Integer.parseInt(words[3]));
                        case "replace-controller" -> new ReplaceController(cluster).run();
                        default -> throw new IllegalArgumentException(words[2]);
                    };
        }
        System.exit(isGood ? 0 : 1);
    }

    /** What cannot go on. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String why) {
            super(why);
        }
    }
}
