package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.broker.replica.Follow;
import io.skein.server.broker.replica.Leaders;
import io.skein.server.broker.replica.LogHost;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.settings.TopicConfig;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A partition that node 1 holds, in a simulated world; answers are waited for. */
final class PartitionRig implements Broker.Reports {
    static final int NODE = 1;
    static final long MINUTE_NANOS = 60_000_000_000L;

    final World world = new World(1, Tempo.calm());
    final LogHost home = new LogHost(world, world.host("a"));
    final PartitionFigures figures = new PartitionFigures();

    /** What it has said of who is in sync. */
    final List<InSyncClaim> claims = new ArrayList<>();

    private boolean isDeletable = true;
    private Optional<Log> log = Optional.empty();

    /** Records may go by their keys alone. */
    PartitionRig compacted() {
        isDeletable = false;
        return this;
    }

    /** Led by the first of these, and with all of them in sync. */
    static PartitionImage image(Integer... nodes) {
        return PartitionImage.created(
                Stream.of(nodes).map(node -> new Replica(node, new Uuid(1, 1), false)).toList());
    }

    PartitionLane.Told told(PartitionImage image) {
        return told(image, Optional.empty());
    }

    PartitionLane.Told told(PartitionImage image, Optional<Follow.Leading> leading) {
        TopicConfig config =
                new TopicConfig(
                        1 << 20,
                        false,
                        LogHost.SETTINGS,
                        isDeletable,
                        new Retention(-1, -1, 0),
                        Optional.empty(),
                        1);
        return new PartitionLane.Told(LogHost.PARTITION, LogHost.NAME, image, config, leading);
    }

    /** Its log is not open yet. */
    Partition opening(PartitionImage image) {
        Leaders leaders = new Leaders(home.lane, new ReplicaMessage.Follower(NODE, Uuid.ZERO));
        Surroundings.Copying copying = new Surroundings.Copying(leaders, MINUTE_NANOS);
        return new Partition(
                told(image),
                new Surroundings(
                        home.lane, home.clock(), NODE, figures, this, copying, new HandOvers()));
    }

    /** With an empty log. */
    Partition open(PartitionImage image) {
        Partition partition = opening(image);
        Log opened = home.open();
        log = Optional.of(opened);
        home.run(() -> partition.opened(opened));
        return partition;
    }

    /** Of the partition that was opened. */
    Log log() {
        return log.orElseThrow();
    }

    void until(BooleanSupplier reached) {
        assertTrue(world.runUntil(reached, MINUTE_NANOS), world::report);
    }

    <R extends PartitionReply> Answer<R> ask(Partition partition, PartitionRequest<R> request) {
        return home.<Answer<R>>await(then -> partition.ask(request, then));
    }

    static Refusal refused(Answer<?> answer) {
        return assertInstanceOf(Answer.Refused.class, answer, answer::toString).refusal();
    }

    /** Three records of a producer. */
    static Append append(int epoch, int sequence, Acks acks) {
        return append(new ProducerStamp(8, (short) epoch, sequence), acks);
    }

    /** The same of nobody in particular. */
    static Append append(Acks acks) {
        return append(ProducerStamp.NONE, acks);
    }

    private static Append append(ProducerStamp stamp, Acks acks) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i < 3; i++) {
            builder.add(1000, Payload.ABSENT, Payload.of(new byte[] {1}), List.of());
        }
        return new Append(builder.finish(stamp), acks);
    }

    @Override
    public void onOpen(List<CopyId> opened) {}

    @Override
    public void onClaim(InSyncClaim claim) {
        claims.add(claim);
    }

    @Override
    public void onRecovering(LogName name, long bytesDone, long bytesTotal) {}

    @Override
    public void onTrouble(LogName name, Refusal why) {}
}
