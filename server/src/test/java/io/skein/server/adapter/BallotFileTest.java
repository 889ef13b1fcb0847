package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.raft.Decoded;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.VoterId;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.PowerLost;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vote that was given is never forgotten, and there is always one to be read. */
class BallotFileTest {
    private static final String DATA = "data";
    private static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    private static final Ballot FIRST = new Ballot(1, Optional.of(ME), List.of());
    private static final Ballot SECOND = new Ballot(2, Optional.of(ME), List.of(ME));

    private static SimHost host(Survival survival) {
        SimHost host = new World(1, Tempo.calm()).host("a");
        host.diskFaults(DATA).survival(survival);
        return host;
    }

    private static Optional<Decoded<Ballot>> readAfterRestart(SimHost host) throws IOException {
        return new BallotFile(host.restart().disk(DATA)).read();
    }

    private static Optional<Decoded<Ballot>> valid(Ballot ballot) {
        return Optional.of(new Decoded.Valid<>(ballot));
    }

    @Test
    void nobodyHasVotedInAnEmptyPlace() throws IOException {
        assertEquals(Optional.empty(), new BallotFile(host(Survival.ALL).disk(DATA)).read());
    }

    @ParameterizedTest
    @EnumSource
    void isDurableWhenItWasReplaced(Survival survival) throws IOException {
        SimHost host = host(survival);
        BallotFile file = new BallotFile(host.disk(DATA));
        file.replace(FIRST);
        file.replace(SECOND);
        host.powerCut();
        assertEquals(valid(SECOND), readAfterRestart(host));
    }

    @ParameterizedTest
    @EnumSource
    void isTheOldOneOrTheNewOneWhereverThePowerGoes(Survival survival) throws IOException {
        int crashes = 0;
        for (boolean dies = true; dies; ) {
            SimHost host = host(survival);
            BallotFile file = new BallotFile(host.disk(DATA));
            file.replace(FIRST);
            long operation = host.diskFaults(DATA).operations() + 1 + crashes;
            host.diskFaults(DATA).crashAt(CrashPoint.powerCut(operation, CrashPoint.When.AFTER));
            dies = dies(() -> file.replace(SECOND));
            if (!dies) continue;
            crashes++;
            Optional<Decoded<Ballot>> left = readAfterRestart(host);
            assertTrue(List.of(valid(FIRST), valid(SECOND)).contains(left), left.toString());
        }
        assertTrue(crashes >= 3, crashes + " crashes");
    }

    /** Whoever reads a ballot acts by it, so it must not go with the power after that. */
    @Test
    void whatWasReadStays() throws IOException {
        int crashes = 0;
        for (boolean dies = true; dies; ) {
            SimHost host = host(Survival.NONE);
            BallotFile file = new BallotFile(host.disk(DATA));
            file.replace(FIRST);
            long operation = host.diskFaults(DATA).operations() + 1 + crashes;
            host.diskFaults(DATA)
                    .crashAt(new CrashPoint(operation, CrashPoint.When.AFTER, Death.KILL));
            dies = dies(() -> file.replace(SECOND));
            if (!dies) continue;
            crashes++;
            SimHost next = host.restart();
            Optional<Decoded<Ballot>> read = new BallotFile(next.disk(DATA)).read();
            next.powerCut();
            assertEquals(read, readAfterRestart(next));
        }
        assertTrue(crashes >= 3, crashes + " crashes");
    }

    /** Of a directory that was made before clusters had founders. */
    @Test
    void oneOfTheFirstVersionIsRead() throws IOException {
        String hex =
                "01"
                        + "00000007"
                        + "01"
                        + "00000001"
                        + "0102030405060708"
                        + "0000000000000009"
                        + "0e1f63d3";
        SimHost host = host(Survival.NONE);
        write(host, HexFormat.of().parseHex(hex));
        VoterId voter = new VoterId(1, new Uuid(0x0102030405060708L, 9));
        Ballot ballot = new Ballot(7, Optional.of(voter), List.of());
        assertEquals(valid(ballot), new BallotFile(host.disk(DATA)).read());
        write(host, HexFormat.of().parseHex(hex + "00"));
        assertDamaged(new BallotFile(host.disk(DATA)).read());
        write(host, new byte[1 << 20]);
        assertDamaged(new BallotFile(host.disk(DATA)).read());
        write(host, new byte[0]);
        assertDamaged(new BallotFile(host.disk(DATA)).read());
    }

    private static void write(SimHost host, byte[] bytes) throws IOException {
        Disk disk = host.disk(DATA);
        if (disk.exists(BallotFile.NAME)) disk.delete(BallotFile.NAME);
        try (DiskFile file = disk.create(BallotFile.NAME)) {
            file.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    private static void assertDamaged(Optional<Decoded<Ballot>> read) {
        assertInstanceOf(Decoded.Damaged.class, read.orElseThrow());
    }

    private interface Replacing {
        void run() throws IOException;
    }

    private static boolean dies(Replacing replacing) throws IOException {
        try {
            replacing.run();
            return false;
        } catch (PowerLost inTheMiddle) {
            return true;
        }
    }
}
