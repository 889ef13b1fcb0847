package io.skein.scenarios.history.checker;

import io.skein.foundation.PartitionId;
import io.skein.scenarios.history.ops.Calm;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Member;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Producer;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A log that is correct because there is only one of it, and its users, who see it through answers
 * that take their time or never come. Every operation takes effect in one instant between its
 * invocation and its completion.
 */
final class ToyLog {
    private static final int NODES = 2;
    private static final int CONSUMER = 100;
    private static final int POLL_MAX = 8;

    private final Gen gen;
    private final List<Op> ops = new ArrayList<>();
    private final List<Partition> partitions = new ArrayList<>();
    private final ToyNames names;
    private long nowNanos = 1_000;
    private long values;

    /** One partition; the group's members take turns with it. */
    private static final class Partition {
        final PartitionId home;
        final List<Long> log = new ArrayList<>();
        long start;
        long position;
        long committed = Op.UNTOLD;
        Optional<Member> by = Optional.empty();
        Optional<Member> owner = Optional.empty();
        int epochs;
        int producerEpoch;

        Partition(PartitionId home) {
            this.home = home;
        }
    }

    private ToyLog(Gen gen, int partitions) {
        this.gen = gen;
        this.names = new ToyNames(gen);
        for (int i = 0; i < partitions; i++) {
            this.partitions.add(new Partition(new PartitionId(HistoryText.topicId("toy"), i)));
        }
    }

    /** What so many steps leave behind. */
    static History history(Gen gen, int partitions, int steps) {
        ToyLog toy = new ToyLog(gen, partitions);
        for (int i = 0; i < steps; i++) toy.step();
        toy.partitions.forEach(toy::drain);
        List<Replica> replicas = new ArrayList<>();
        for (Partition partition : toy.partitions) {
            for (int node = 1; node <= NODES; node++) replicas.add(toy.replica(node, partition));
        }
        long end = toy.tick() + 1_000_000;
        return new History(toy.ops, replicas, List.of(new Calm(0, end)), end);
    }

    private long tick() {
        nowNanos += gen.between(1, 50);
        return nowNanos;
    }

    private void step() {
        Partition partition = gen.pick(partitions);
        switch (gen.weighted(30, 25, 8, 1, 3, 5, 5, 3, 1, 4)) {
            case 0 -> burst(partition);
            case 1 -> poll(partition, gen.between(0, POLL_MAX));
            case 2 -> list(partition);
            case 3 -> truncate(partition);
            case 4 -> handOver(partition);
            case 5 -> commit(partition);
            case 6 -> fetch(partition);
            case 7 -> look(partition);
            case 8 -> fence(partition);
            default -> ops.add(names.step(this::tick));
        }
    }

    private Span ok(int process) {
        return Span.ok(process, tick(), tick());
    }

    /** Up to three sends of one partition, under way together and stored in this order. */
    private void burst(Partition partition) {
        List<Long> invoked = new ArrayList<>();
        int sends = gen.between(1, 3);
        for (int i = 0; i < sends; i++) invoked.add(tick());
        for (long begun : invoked) {
            int process = sends == 1 ? gen.between(0, 2) : 0;
            send(partition, process, begun);
        }
    }

    private void send(Partition partition, int process, long begun) {
        int count = gen.between(1, 3);
        long first = values;
        values += count;
        Producer producer = new Producer(partition.home.number(), partition.producerEpoch);
        Outcome outcome = gen.chance(0.8) ? Outcome.OK : gen.pick(Outcome.FAIL, Outcome.INFO);
        boolean stored = outcome == Outcome.OK || (outcome == Outcome.INFO && gen.flag());
        long offset = outcome == Outcome.OK ? partition.log.size() : Op.UNTOLD;
        for (int i = 0; stored && i < count; i++) partition.log.add(first + i);
        boolean silent = outcome == Outcome.INFO && gen.flag();
        Span span =
                silent ? Span.open(process, begun) : new Span(process, begun, tick(), outcome, "");
        ops.add(new Op.Send(span, partition.home, first, count, offset, producer));
    }

    private static Told told(Partition partition) {
        return new Told(partition.start, partition.log.size());
    }

    private static Reads reads(Partition partition, long from, int most) {
        Reads.Builder reads = new Reads.Builder();
        long end = Math.min(partition.log.size(), from + most);
        for (long at = from; at < end; at++) {
            long value = partition.log.get((int) at);
            reads.add(at, value, 31 * value + 7, true);
        }
        return reads.build();
    }

    private void poll(Partition partition, int most) {
        if (partition.owner.isEmpty()) own(partition);
        Member owner = partition.owner.orElseThrow();
        if (partition.position < partition.start) {
            ops.add(new Op.Seek(ok(owner.process()), partition.home, partition.start));
            partition.position = partition.start;
        }
        long begun = tick();
        Reads reads = reads(partition, partition.position, most);
        Span span = Span.ok(owner.process(), begun, tick());
        long from = partition.position;
        ops.add(new Op.Poll(span, partition.home, "g", from, told(partition), reads));
        partition.position += reads.size();
    }

    private void own(Partition partition) {
        int process = CONSUMER + gen.between(0, 1);
        Member member = new Member("g", process, ++partition.epochs);
        partition.owner = Optional.of(member);
        partition.position = Math.max(partition.start, Math.max(0, partition.committed));
        ops.add(new Op.Own(ok(process), member, partition.home, partition.position));
    }

    private void handOver(Partition partition) {
        if (partition.owner.isPresent()) {
            Member owner = partition.owner.get();
            ops.add(new Op.Release(ok(owner.process()), owner, partition.home));
        }
        own(partition);
    }

    private void commit(Partition partition) {
        if (partition.owner.isEmpty() || partition.position < partition.committed) return;
        Member owner = partition.owner.get();
        boolean answered = gen.chance(0.9);
        boolean done = answered || gen.flag();
        Span span = answered ? ok(owner.process()) : Span.open(owner.process(), tick());
        ops.add(new Op.Commit(span, owner, partition.home, partition.position));
        if (!done) return;
        partition.committed = partition.position;
        partition.by = partition.owner;
    }

    private void fetch(Partition partition) {
        long begun = tick();
        Span span = Span.ok(CONSUMER + 9, begun, tick());
        long offset = partition.committed;
        ops.add(new Op.FetchCommitted(span, "g", partition.home, offset, partition.by));
    }

    private void list(Partition partition) {
        ops.add(new Op.ListOffsets(ok(CONSUMER + 8), partition.home, told(partition)));
    }

    /** Somebody of no group reads from anywhere. */
    private void look(Partition partition) {
        int process = CONSUMER + 7;
        long from = gen.between(partition.start, partition.log.size());
        ops.add(new Op.Seek(ok(process), partition.home, from));
        Reads reads = reads(partition, from, POLL_MAX);
        ops.add(new Op.Poll(ok(process), partition.home, "", from, told(partition), reads));
    }

    private void truncate(Partition partition) {
        long before = gen.between(partition.start, partition.log.size());
        boolean answered = gen.flag();
        Span span = answered ? ok(CONSUMER + 6) : Span.open(CONSUMER + 6, tick());
        ops.add(new Op.DeleteRecords(span, partition.home, before));
        if (answered || gen.flag()) partition.start = before;
    }

    private void fence(Partition partition) {
        Producer producer = new Producer(partition.home.number(), ++partition.producerEpoch);
        ops.add(new Op.OpenProducer(ok(0), producer));
    }

    /** In the end everything is read. */
    private void drain(Partition partition) {
        poll(partition, Integer.MAX_VALUE);
    }

    private Replica replica(int node, Partition partition) {
        Reads all = reads(partition, partition.start, Integer.MAX_VALUE);
        return new Replica(node, partition.home, told(partition), all);
    }
}
