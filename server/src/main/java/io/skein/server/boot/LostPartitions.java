package io.skein.server.boot;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import io.skein.storage.LogName;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The partitions that are lost to a node with one of its data directories. */
record LostPartitions(List<LogName> names) {
    /** Most names that are told; the others are counted. */
    static final int NAMES_MAX = 10;

    LostPartitions {
        names = List.copyOf(names);
    }

    /** Those that the metadata binds to that directory of that node. */
    static LostPartitions of(MetadataImage image, int node, Uuid directory) {
        TreeSet<LogName> names = new TreeSet<>();
        image.topics().forEach((_, topic) -> addTo(names, topic, node, directory));
        return new LostPartitions(List.copyOf(names));
    }

    private static void addTo(TreeSet<LogName> names, TopicImage topic, int node, Uuid directory) {
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionImage partition = topic.partitions().get(number);
            if (partition
                    .replicaOn(node)
                    .filter(one -> one.directory().equals(directory))
                    .isEmpty()) continue;
            names.add(new LogName(topic.folder(), number));
        }
    }

    /** One sentence of bounded length about the failure of the directory. */
    String sentence(String cause) {
        String lost = "the data directory has failed: " + cause + "; ";
        if (names.isEmpty()) return lost + "no partition is in it";
        return "%s%s until the node is started again on a disk that works: %s"
                .formatted(
                        lost,
                        names.size() == 1
                                ? "its partition takes no records"
                                : "its " + names.size() + " partitions take no records",
                        told());
    }

    private String told() {
        String told =
                names.stream()
                        .limit(NAMES_MAX)
                        .map(LogName::folder)
                        .collect(Collectors.joining(", "));
        int more = names.size() - NAMES_MAX;
        return more > 0 ? told + " and " + more + " more" : told;
    }
}
