package io.skein.cli.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that start a cluster's nodes, for the people who type them and for the processes.
 *
 * @param usualFolder which need not be named
 * @param sets what was typed as {@code --set}
 */
record DevWords(DevCluster cluster, String usualFolder, List<String> sets) {
    static final String NODE = "--node";
    static final String NODES = "--nodes";
    static final String STOP_WITH_INPUT = "--stop-with-input";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@+-]+");

    DevWords {
        sets = List.copyOf(sets);
    }

    /** What to type for one node, which has been there before or joins. */
    String startOne(int node) {
        return typed(NODE, node);
    }

    /** What to type for all nodes that the cluster begins with. */
    String startAll() {
        return typed(NODES, cluster.nodes());
    }

    private String typed(String option, int number) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("./skein", "dev", option, Integer.toString(number)));
        if (!cluster.folder().equals(usualFolder)) {
            words.addAll(List.of("--data-dir", cluster.folder()));
        }
        sets.forEach(each -> words.addAll(List.of("--set", each)));
        return words.stream().map(DevWords::quoted).collect(Collectors.joining(" "));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) return word;
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words for the process of a node, which is to end with the one that starts it. */
    List<String> process(int node) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("dev", NODE, Integer.toString(node), STOP_WITH_INPUT));
        words.addAll(List.of("--data-dir", cluster.folder()));
        sets.forEach(each -> words.addAll(List.of("--set", each)));
        return words;
    }
}
