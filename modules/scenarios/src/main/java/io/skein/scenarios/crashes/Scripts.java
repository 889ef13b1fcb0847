package io.skein.scenarios.crashes;

import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.scenarios.history.Extent;
import io.skein.scenarios.history.Violation;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.Retention;
import io.skein.storage.Retention.Freed;
import io.skein.storage.TruncateResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** The short lives that are ended everywhere. */
final class Scripts {
    static final LogName A = new LogName("a", 0);
    static final LogName B = new LogName("b", 3);
    private static final long NOW = 1_700_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    /** One life, or several. */
    @FunctionalInterface
    interface Life {
        void live(Machine machine);
    }

    /**
     * What is lived through.
     *
     * @param isJournaled whether appends go through the journal wherever they can
     */
    record Script(String name, Life life, boolean isJournaled) {
        private Script(String name, Life life) {
            this(name, life, false);
        }

        private Script journaled() {
            return new Script(name + ", journaled", life, true);
        }
    }

    private static final List<Script> PLAIN =
            List.of(
                    new Script("append", Scripts::append),
                    new Script("roll", Scripts::roll),
                    new Script("clean stop", Scripts::cleanStop),
                    new Script("recovery after a kill", machine -> recover(machine, false)),
                    new Script("recovery after a power cut", machine -> recover(machine, true)),
                    new Script("retention", Scripts::retain),
                    new Script("everything gets old", Scripts::getOld),
                    new Script("delete records", Deleting::records),
                    new Script("delete records and cut", Deleting::recordsAndCut),
                    new Script("delete records, then the log", Deleting::recordsAndLog),
                    new Script("compaction", Compacting::live),
                    new Script("truncate", Scripts::truncate),
                    new Script("truncate what is not durable", Scripts::truncateFresh),
                    new Script("truncate wholly", Scripts::empty),
                    new Script("truncate on a full disk", Scripts::truncateFull),
                    new Script("delete and make anew", Scripts::deleteAndMake),
                    new Script("full disk", Scripts::fullDisk),
                    new Script("full disk as a log is closed", Scripts::fullAtClose));

    /** Each of the plain ones with and without a journal, then those about the journal. */
    static final List<Script> ALL =
            Stream.of(
                            PLAIN.stream(),
                            PLAIN.stream().map(Script::journaled),
                            JournalScripts.ALL.stream())
                    .flatMap(each -> each)
                    .toList();

    private Scripts() {}

    private static void append(Machine machine) {
        machine.open();
        machine.make(A);
        for (int i = 0; i < 4; i++) turn(machine, A, 1 + i, i / 2);
        machine.runFor(6 * Machine.SECOND_NANOS);
        turn(machine, A, 2, 3);
    }

    private static void roll(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        for (int i = 0; i < 4; i++) {
            turn(machine, A, 4, i / 2);
            turn(machine, B, 2, 0);
        }
    }

    private static void cleanStop(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        turn(machine, A, 6, 0);
        machine.stopAndStart();
        turn(machine, A, 2, 1);
        machine.stopAndStart();
        turn(machine, B, 1, 1);
    }

    private static void recover(Machine machine, boolean cutsPower) {
        machine.open();
        machine.make(A);
        turn(machine, A, 7, 0);
        machine.runFor(6 * Machine.SECOND_NANOS);
        turn(machine, A, 3, 1);
        machine.restart(cutsPower);
        machine.open();
        turn(machine, A, 2, 2);
        machine.restart(cutsPower);
        machine.open();
    }

    private static void retain(Machine machine) {
        machine.open();
        machine.make(A);
        for (int i = 0; i < 5; i++) turn(machine, A, 5, 0);
        age(machine, A, new Retention(-1, 4_000, Machine.SECOND_NANOS), NOW);
        turn(machine, A, 5, 1);
        machine.runFor(2 * Machine.SECOND_NANOS);
        age(machine, A, new Retention(-1, 0, Machine.SECOND_NANOS), NOW);
        turn(machine, A, 1, 1);
    }

    private static void getOld(Machine machine) {
        machine.open();
        machine.make(A);
        turn(machine, A, 6, 0);
        Retention day = new Retention(DAY_MILLIS, -1, Machine.SECOND_NANOS);
        for (int i = 0; i < 3; i++) {
            age(machine, A, day, NOW + 10 * DAY_MILLIS);
            machine.runFor(2 * Machine.SECOND_NANOS);
        }
        turn(machine, A, 2, 0);
    }

    private static void truncate(Machine machine) {
        machine.open();
        machine.make(A);
        for (int i = 0; i < 4; i++) turn(machine, A, 6, i);
        machine.runFor(6 * Machine.SECOND_NANOS);
        cut(machine, A, machine.log(A).end() / 2);
        turn(machine, A, 5, 5);
        machine.stopAndStart();
        cut(machine, A, 4);
        turn(machine, A, 2, 6);
    }

    private static void truncateFresh(Machine machine) {
        machine.open();
        machine.make(A);
        turn(machine, A, 4, 0);
        for (int i = 1; i < 4; i++) {
            append(machine, A, 6, i);
            cut(machine, A, machine.log(A).end() - 5L * i);
        }
        turn(machine, A, 2, 6);
    }

    private static void empty(Machine machine) {
        machine.open();
        machine.make(A);
        for (long begin : new long[] {100, 7, 7}) {
            for (int i = 0; i < 3; i++) turn(machine, A, 5, i);
            machine.runFor(6 * Machine.SECOND_NANOS);
            machine.known(A).extent().mayBeginAt(begin);
            Log log = machine.log(A);
            require(machine.<TruncateResult>askLog(then -> log.truncation().wholly(begin, then)));
            machine.known(A).extent().beginsAt(begin);
        }
        turn(machine, A, 2, 0);
    }

    private static void truncateFull(Machine machine) {
        machine.open();
        machine.make(A);
        for (int i = 0; i < 2; i++) turn(machine, A, 6, i);
        machine.disk().capacityBytes(1);
        Log log = machine.log(A);
        TruncateResult refused =
                machine.<TruncateResult>askLog(then -> log.truncation().to(6, then));
        if (!(refused instanceof TruncateResult.NoRoom)) {
            throw new Violation("failed", "no room, but " + refused);
        }
        machine.disk().capacityBytes(Long.MAX_VALUE);
        cut(machine, A, 6);
        machine.runFor(3 * Machine.SECOND_NANOS);
        turn(machine, A, 2, 2);
    }

    private static void deleteAndMake(Machine machine) {
        machine.open();
        machine.make(A);
        machine.make(B);
        turn(machine, A, 5, 0);
        turn(machine, B, 5, 0);
        machine.close(A);
        machine.delete(A);
        machine.make(A);
        turn(machine, A, 2, 0);
        machine.runFor(6 * Machine.SECOND_NANOS);
        machine.close(A);
        machine.delete(A);
        turn(machine, B, 1, 0);
    }

    private static void fullDisk(Machine machine) {
        machine.open();
        machine.make(A);
        turn(machine, A, 3, 0);
        machine.disk().capacityBytes(4_000);
        for (int i = 0; i < 4; i++) turn(machine, A, 4, 1);
        machine.disk().capacityBytes(Long.MAX_VALUE);
        machine.runFor(3 * Machine.SECOND_NANOS);
        turn(machine, A, 3, 2);
    }

    private static void fullAtClose(Machine machine) {
        machine.open();
        machine.make(A);
        turn(machine, A, 2, 0);
        machine.disk().capacityBytes(1);
        machine.close(A);
        machine.disk().capacityBytes(Long.MAX_VALUE);
        machine.delete(A);
        machine.make(A);
        turn(machine, A, 2, 0);
    }

    /** Appends batches in one turn and waits until they are durable, or will not be. */
    static void turn(Machine machine, LogName name, int batches, int epoch) {
        Log log = machine.log(name);
        long end = append(machine, name, batches, epoch);
        while (machine.<Boolean>askLog(
                then -> then.accept(log.durableEnd() < Math.min(end, log.end())))) {
            machine.runFor(Machine.SECOND_NANOS / 1_000);
        }
    }

    /** Appends batches in one turn and goes on; where that leads. */
    static long append(Machine machine, LogName name, int batches, int epoch) {
        Log log = machine.log(name);
        Known known = machine.known(name);
        return machine.<Long>askLog(then -> {
            for (int i = 0; i < batches; i++) {
                ByteBuffer batch =
                        known.isCompacted() ? Compacting.batch(log.end()) : batch(log.end());
                if (log.append(batch, epoch) instanceof AppendResult.Appended(_, long next)) {
                    known.extent().given().add(bytes(batch), next);
                }
            }
            then.accept(log.end());
        });
    }

    static void cut(Machine machine, LogName name, long offset) {
        Log log = machine.log(name);
        Known known = machine.known(name);
        known.extent().mayEndAt(offset);
        known.endsAt(
                require(machine.<TruncateResult>askLog(then -> log.truncation().to(offset, then))));
    }

    private static long require(TruncateResult result) {
        if (result instanceof TruncateResult.Done(long end)) return end;
        throw new Violation("failed", "cutting: " + result);
    }

    static void age(Machine machine, LogName name, Retention rules, long nowMillis) {
        Log log = machine.log(name);
        Extent known = machine.known(name).extent();
        known.mayStartAt(log.durableEnd());
        Freed _ = machine.<Freed>askLog(then -> log.age(rules, nowMillis, log.durableEnd(), then));
        known.startsAt(log.start());
    }

    private static ByteBuffer batch(long salt) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        int records = 1 + (int) (salt % 3);
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[40 + (int) (salt * 37 % 300)];
            for (int at = 0; at < value.length; at++) value[at] = (byte) (salt * 31 + at + i);
            builder.add(NOW + salt, Payload.ABSENT, Payload.of(value), List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
