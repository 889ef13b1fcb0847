package io.skein.scenarios.cluster;

import io.skein.foundation.PartitionId;
import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.scenarios.history.Content;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Stage;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.Route;
import io.skein.simulation.SimNet;
import io.skein.simulation.Treatment;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Listens to what nodes say to each other of partitions: what once was agreed is never said to be
 * otherwise, and no epoch has two contents for one offset. Owned by the world.
 */
final class Talk {
    private final Stage stage;
    private final TreeMap<PartitionId, Told> partitions = new TreeMap<>();

    /** What was said of one partition. */
    private static final class Told {
        final TreeMap<Long, Said> batches = new TreeMap<>();
        final TreeMap<String, Said> ever = new TreeMap<>();
        long agreed;
    }

    /** One batch. */
    private record Said(int epoch, int checksum, int bytes) {}

    Talk(Stage stage, SimNet<ReplicaMessage> replicas) {
        this.stage = stage;
        replicas.filter("talk", this::hear);
    }

    private Treatment hear(Route route, ReplicaMessage message) {
        switch (message) {
            case ReplicaMessage.Judged(long _, Lineage.Verdict verdict) -> judged(verdict);
            case ReplicaMessage.Turned(long _, var why) -> stage.reached("turned: " + why);
            case ReplicaMessage.Pushed pushed -> {
                for (ByteBuffer batch : pushed.batches()) {
                    pushed(route, batch, pushed.mark().agreed());
                }
            }
            case ReplicaMessage.Follower _,
                    ReplicaMessage.Attach _,
                    ReplicaMessage.Detach _,
                    ReplicaMessage.Confirmed _,
                    ReplicaMessage.Marked _,
                    ReplicaMessage.Beat _ -> {}
        }
        return new Treatment.Usual();
    }

    private void judged(Lineage.Verdict verdict) {
        stage.reached(
                switch (verdict) {
                    case Lineage.Verdict.Agrees _ -> "follower agrees";
                    case Lineage.Verdict.Diverges _ -> "follower diverges";
                    case Lineage.Verdict.BeginsAt _ -> "follower begins anew";
                });
    }

    private void pushed(Route route, ByteBuffer batch, long agreed) {
        int at = batch.position();
        Optional<PartitionId> home = home(batch);
        if (home.isEmpty()) return;
        Told told = partitions.computeIfAbsent(home.get(), _ -> new Told());
        long base = Batch.baseOffset(batch, at);
        int epoch = Batch.leaderEpoch(batch, at);
        Said said = new Said(epoch, Batch.crc(batch, at), batch.remaining());
        Said first = told.ever.computeIfAbsent(epoch + "@" + base, _ -> said);
        if (!first.equals(said)) throw broken("two contents in one epoch", route, home.get(), base);
        Optional<Said> before = Optional.ofNullable(told.batches.put(base, said));
        boolean isOther = before.filter(known -> !known.equals(said)).isPresent();
        if (isOther) {
            if (base < told.agreed) throw broken("agreed and changed", route, home.get(), base);
            stage.reached("what was not agreed was replaced");
            told.batches.tailMap(base, false).clear();
        }
        told.agreed = Math.max(told.agreed, agreed);
    }

    private static Violation broken(String what, Route route, PartitionId home, long base) {
        return new Violation("P3 " + what, "%s@%d, said %s".formatted(home, base, route));
    }

    /** Every value says by its number where it was sent to. */
    private Optional<PartitionId> home(ByteBuffer batch) {
        RecordReader records =
                RecordReader.open(batch, batch.position(), DecompressionBound.DEFAULT);
        if (!records.next()) return Optional.empty();
        return stage.ledger().home(Content.number(records.value()));
    }
}
