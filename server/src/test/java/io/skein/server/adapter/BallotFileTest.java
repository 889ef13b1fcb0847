package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.raft.Decoded;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.VoterId;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.PowerLost;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vote that was given is never forgotten, and there is always one to be read. */
class BallotFileTest {
    private static final String DATA = "data";
    private static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    private static final Ballot FIRST = Ballot.NONE.next(ME);
    private static final Ballot SECOND = FIRST.next(ME);

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
