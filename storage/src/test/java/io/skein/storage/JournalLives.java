package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/** Several logs of one directory that share a journal, on one machine over several lives. */
final class JournalLives {
    static final StorageSettings ROOMY = Rig.JOURNALED.withOpenFiles(100);

    final World world = new World(1, Tempo.calm());
    SimHost host = world.host("a");
    Rig rig = Rig.simulated(world, host, ROOMY).opened();
    final TreeMap<String, Log> logs = new TreeMap<>();
    private StorageSettings settings = ROOMY;
    private int drawn;

    SimDisk disk() {
        return host.diskFaults(Rig.PATH);
    }

    static LogName name(String topic) {
        return new LogName(topic, 0);
    }

    LogOpening open(String topic, boolean isNew) {
        Uuid id = new Uuid(7, topic.hashCode());
        LogOpening opening = rig.open(new LogOrder(name(topic), id, isNew, Rig.SMALL));
        if (opening instanceof LogOpening.Opened(Log log)) logs.put(topic, log);
        return opening;
    }

    void make(String... topics) {
        for (String topic : topics) {
            assertInstanceOf(LogOpening.Opened.class, open(topic, true));
            // The first bytes of a segment are synced there, whatever the journal is for.
            write(topic);
        }
    }

    /** Appends a batch to each in one turn and waits until all are durable. */
    void write(String... topics) {
        rig.ask(then -> {
            for (String topic : topics) {
                ByteBuffer batch = Rig.batch(1, 60, 1000 + drawn++);
                assertInstanceOf(AppendResult.Appended.class, log(topic).append(batch, 0));
            }
            then.accept(true);
        });
        for (String topic : topics) assertTrue(rig.settle(log(topic), log(topic).end()));
    }

    Log log(String topic) {
        return Optional.ofNullable(logs.get(topic)).orElseThrow();
    }

    void powerCut(Survival survival) {
        disk().survival(survival);
        host.powerCut();
        restart();
    }

    void restart() {
        host.kill();
        host = host.restart();
        rig = Rig.simulated(world, host, settings).opened();
        logs.clear();
    }

    long ends(String topic) {
        LogOpening opening = open(topic, false);
        return assertInstanceOf(LogOpening.Opened.class, opening, opening.toString()).log().end();
    }

    /** From the next life on. */
    void configure(StorageSettings newer) {
        settings = newer;
    }

    /** Closes all logs and the directory. */
    void stop() {
        for (Log log : logs.values()) assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(new Outcome.Done(), rig.closeDirectory());
    }

    /** Closes a log and removes it. */
    void delete(String topic) {
        if (logs.containsKey(topic)) assertEquals(new Outcome.Done(), rig.close(log(topic)));
        logs.remove(topic);
        Outcome outcome = rig.<Outcome>ask(then -> rig.shelf().delete(name(topic), then));
        assertEquals(new Outcome.Done(), outcome);
    }
}
