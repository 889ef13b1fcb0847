package io.skein.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a client sends to, as its command line says it. The topic is made by the client.
 *
 * @param bootstrap addresses of the nodes, "host:port", with commas between
 * @param valueBytes of each record
 * @param configs of the topic, as in "flush.messages=1"
 */
record Target(
        String bootstrap,
        String topic,
        int partitions,
        int replicas,
        int valueBytes,
        List<String> configs) {
    private static final int WORDS_MIN = 5;

    Target {
        configs = List.copyOf(configs);
    }

    static Target of(String[] words) {
        List<String> all = List.of(words);
        return new Target(
                all.get(0),
                all.get(1),
                Integer.parseInt(all.get(2)),
                Integer.parseInt(all.get(3)),
                Integer.parseInt(all.get(4)),
                all.subList(WORDS_MIN, all.size()));
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of(bootstrap, topic));
        for (int number : new int[] {partitions, replicas, valueBytes}) {
            words.add(Integer.toString(number));
        }
        words.addAll(configs);
        return words;
    }
}
