package io.skein.scenarios.cluster;

import io.skein.foundation.PartitionId;
import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.ops.Content;
import io.skein.scenarios.story.Stage;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.Route;
import io.skein.simulation.SimNet;
import io.skein.simulation.Treatment;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Listens to what nodes say to each other of partitions: what once was agreed is never said to be
 * otherwise, and no epoch has two contents for one offset. Owned by the world.
 */
final class Talk {
    private final Stage stage;
    private final Following following;
    private final TreeMap<PartitionId, Told> partitions = new TreeMap<>();

    /** What was said of one partition. */
    private static final class Told {
        /** Those that may yet be replaced. */
        final TreeMap<Long, Said> batches = new TreeMap<>();

        final TreeMap<Long, Said> agreed = new TreeMap<>();
        final TreeMap<String, Said> ever = new TreeMap<>();

        /** Of what is there by the newest leader; nobody believes who comes with an older one. */
        int epochBefore(long base) {
            int settled = Optional.ofNullable(agreed.floorEntry(base)).map(Told::epoch).orElse(0);
            int open = Optional.ofNullable(batches.floorEntry(base)).map(Told::epoch).orElse(0);
            return Math.max(settled, open);
        }

        private static int epoch(Map.Entry<Long, Said> batch) {
            return batch.getValue().epoch();
        }
    }

    /** One batch. */
    private record Said(int epoch, int checksum, int bytes) {}

    Talk(Stage stage, Following following, SimNet<ReplicaMessage> replicas) {
        this.stage = stage;
        this.following = following;
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
            case ReplicaMessage.Follower follower -> following.begins(route, follower);
            case ReplicaMessage.Attach attach -> following.attaches(route, attach);
            case ReplicaMessage.Confirmed(var each) -> following.confirms(route, each);
            case ReplicaMessage.Detach _, ReplicaMessage.Marked _, ReplicaMessage.Beat _ -> {}
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
        if (told.epochBefore(base) > epoch) {
            stage.reached("said by who leads no more");
            return;
        }
        Said before = told.agreed.getOrDefault(base, said);
        if (!before.equals(said)) {
            String what = "agreed and changed, from %s to %s".formatted(before, said);
            throw broken(what, route, home.get(), base);
        }
        // Epochs only rise in a log: what is of an older one behind this was never agreed.
        if (told.batches.tailMap(base, true).values().removeIf(one -> one.epoch() < epoch)) {
            stage.reached("what was not agreed was replaced");
        }
        told.batches.put(base, said);
        following.agreed(home.get(), agreed);
        // What is behind it may be what another leader said, and this one has not replaced yet.
        long known = Math.min(agreed, base + 1);
        NavigableMap<Long, Said> settled = told.batches.headMap(known, false);
        told.agreed.putAll(settled);
        settled.clear();
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
