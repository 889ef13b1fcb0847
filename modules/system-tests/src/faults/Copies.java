import io.skein.foundation.PartitionId;
import io.skein.protocol.v1.PartitionDescription;
import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Told;
import io.skein.storage.inspect.SegmentFiles;
import io.skein.storage.inspect.SegmentWalk;
import io.skein.storage.inspect.SegmentWalk.Step;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All copies of a topic's partitions, from their start to where they can be read, as they lie in
 * the folders of nodes that have stopped.
 */
record Copies(List<Replica> replicas) {
    private static final int TOLD_MAX = 20;

    /**
     * Those of the nodes that hold them.
     *
     * @param holders which nodes hold each partition
     */
    static Copies read(
            Cluster cluster,
            Topic topic,
            Map<Integer, Long> ends,
            List<PartitionDescription> holders)
            throws IOException {
        List<Replica> replicas = new ArrayList<>();
        for (PartitionDescription held : holders) {
            int partition = held.getPartition();
            for (int node : held.getReplicasList()) {
                Path folder = cluster.data(node).resolve(topic.place(partition).toString());
                long end = ends.getOrDefault(partition, Op.UNTOLD);
                replicas.add(
                        new Replica(
                                node, topic.home(partition), new Told(0, end), reads(folder, end)));
            }
        }
        return new Copies(replicas);
    }

    private static Reads reads(Path folder, long end) throws IOException {
        Reads.Builder reads = new Reads.Builder();
        for (SegmentFiles segment : SegmentFiles.in(folder)) {
            try (SegmentWalk walk = SegmentWalk.open(segment.log())) {
                boolean goesOn = true;
                while (goesOn) goesOn = take(walk.next(), segment.log(), end, reads);
            }
        }
        return reads.build();
    }

    private static boolean take(Step step, Path file, long end, Reads.Builder into) {
        return switch (step) {
            case Step.Found(long at, ByteBuffer batch, Optional<String> fault) -> {
                if (fault.isPresent()) {
                    throw new Faults.Failed(file + " is damaged at " + at + ": " + fault.get());
                }
                records(batch, end, into);
                yield true;
            }
            case Step.Rest(long at, long bytes, String why) ->
                    throw new Faults.Failed(
                            "%s has %d bytes at %d: %s".formatted(file, bytes, at, why));
            case Step.End() -> false;
        };
    }

    private static void records(ByteBuffer batch, long end, Reads.Builder into) {
        // The checksum leaves out what the leader wrote into the batch.
        long alike = ((long) Batch.leaderEpoch(batch, 0) << 32) ^ Batch.crc(batch, 0);
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (reader.next()) {
            if (reader.offset() < end) into.add(reader.offset(), reader.value(), alike);
        }
    }

    /** How many of these records some copy does not have at the offset that was told. */
    int lost(Stream<Op.Send> acknowledged) {
        TreeMap<PartitionId, List<Op.Send>> byHome =
                acknowledged.collect(
                        Collectors.groupingBy(Op.Send::home, TreeMap::new, Collectors.toList()));
        int lost = 0;
        for (Replica replica : replicas) {
            TreeMap<Long, Long> values = new TreeMap<>();
            Reads reads = replica.reads();
            for (int i = 0; i < reads.size(); i++) {
                if (reads.isIntact(i)) values.put(reads.offset(i), reads.value(i));
            }
            for (Op.Send send : byHome.getOrDefault(replica.home(), List.of())) {
                long there = values.getOrDefault(send.offset(), Reads.NO_VALUE);
                if (there == send.value()) continue;
                if (lost++ < TOLD_MAX) {
                    System.err.printf(
                            "node %d has value %d where %s should be%n",
                            replica.node(), there, send);
                }
            }
        }
        return lost;
    }
}
