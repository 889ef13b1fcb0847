import io.skein.foundation.PartitionId;
import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.server.adapter.MetadataCodec;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.PartitionImage;
import io.skein.storage.inspect.SegmentFiles;
import io.skein.storage.inspect.SegmentWalk;
import io.skein.storage.inspect.SegmentWalk.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Every state that the partitions of a topic have been in, from the first on, as a node has it in
 * its metadata log. Nothing changes but by a record there, and the records of a partition are
 * numbered without a gap, so none can be missed that was there for a moment only.
 */
final class InSyncSets {
    private final Topic topic;
    private final TreeMap<PartitionId, List<PartitionImage>> states = new TreeMap<>();

    private InSyncSets(Topic topic) {
        this.topic = topic;
    }

    /** Up to now; the node runs, and may be about to write more. */
    static InSyncSets read(Cluster cluster, int node, Topic topic) throws IOException {
        InSyncSets all = new InSyncSets(topic);
        Path folder = cluster.data(node).resolve("__metadata/__cluster_metadata-0");
        for (SegmentFiles segment : SegmentFiles.in(folder)) {
            try (SegmentWalk walk = SegmentWalk.open(segment.log())) {
                while (walk.next() instanceof Step.Found(_, ByteBuffer batch, _)) all.take(batch);
            }
        }
        for (int each = 0; each < topic.partitions(); each++) {
            if (all.states.getOrDefault(topic.home(each), List.of()).isEmpty()) {
                throw new Faults.Failed("the metadata of node " + node + " has not all partitions");
            }
        }
        return all;
    }

    private void take(ByteBuffer batch) {
        if (Batch.isControl(batch, 0)) return;
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (reader.next()) {
            ByteBuffer value =
                    ByteBuffer.wrap(reader.array(), reader.valueAt(), reader.valueLength());
            MetadataRecord record = MetadataCodec.decode(value.slice());
            if (record instanceof MetadataRecord.OfPartition one) add(one.id(), one.partition());
        }
    }

    private void add(PartitionId id, PartitionImage state) {
        if (!id.topic().equals(topic.id())) return;
        List<PartitionImage> known = states.computeIfAbsent(id, _ -> new ArrayList<>());
        if (state.partitionEpoch() != known.size()) {
            throw new Faults.Failed(
                    "change %d of %s is missing in the metadata log".formatted(known.size(), id));
        }
        known.add(state);
    }

    /** How many of these states had fewer in sync than that. */
    long below(int least) {
        return states.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.inSync().size() < least)
                .count();
    }

    /** The smallest of all sets. */
    int least() {
        return states.values().stream()
                .flatMap(List::stream)
                .mapToInt(each -> each.inSync().size())
                .min()
                .orElseThrow();
    }

    /** How many changes there were. */
    long changes() {
        return states.values().stream().mapToLong(each -> each.size() - 1).sum();
    }

    /** How often another node came to lead. */
    long leaders() {
        long count = 0;
        for (List<PartitionImage> all : states.values()) {
            for (int i = 1; i < all.size(); i++) {
                if (all.get(i).leader() != all.get(i - 1).leader()) count++;
            }
        }
        return count;
    }
}
