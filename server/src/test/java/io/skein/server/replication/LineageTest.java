package io.skein.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.EpochTrail;
import io.skein.server.replication.Lineage.Extent;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.Lineage.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs are written as the epoch of each record, "." for one that is gone from the beginning. */
class LineageTest {
    private static Extent log(String records) {
        EpochTrail epochs = EpochTrail.EMPTY;
        int start = 0;
        for (int at = 0; at < records.length(); at++) {
            if (records.charAt(at) == '.') start = at + 1;
            else epochs = epochs.append(records.charAt(at) - '0', at);
        }
        return new Extent(epochs, start, records.length());
    }

    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agrees() -> "agrees";
            case Verdict.Diverges(EpochTrail.End end) -> end.epoch() + " to " + end.endOffset();
            case Verdict.BeginsAt(long start) -> "begins at " + start;
        };
    }

    @ParameterizedTest(name = "leader {0}, follower {1}")
    @CsvSource({
        "'',     '',     agrees",
        "111,    '',     agrees",
        "111,    11,     agrees",
        "111,    111,    agrees",
        "11122,  111,    agrees",
        "111,    1111,   1 to 3",
        "11122,  1111,   1 to 3",
        "11133,  11122,  1 to 3",
        "11133,  111222, 1 to 3",
        "111333, 1113,   agrees",
        "222,    111,    begins at 0",
        "...11,  11,     begins at 3",
        "...11,  111,    agrees",
        "...22,  11111,  begins at 3",
        "...22,  '',     begins at 3",
        "...22,  ...,    agrees",
        "11,     .....,  begins at 0",
    })
    void theLeaderSaysWhereTheyPart(String leader, String follower, String verdict) {
        assertEquals(verdict, text(Lineage.judge(log(leader), Position.of(log(follower)))));
    }

    @ParameterizedTest(name = "follower {0}, leader's epoch {1} ends at {2}")
    @CsvSource({
        "1111,   1, 3, 3",
        "111222, 1, 3, 3",
        "11,     1, 3, 2",
        "1122,   3, 9, 4",
        "222,    1, 3, nowhere",
        "...222, 1, 9, nowhere",
        "...122, 1, 2, nowhere",
    })
    void theFollowerCutsWhatIsNotShared(String follower, int epoch, long end, String expected) {
        Optional<Long> cut = Lineage.cut(log(follower), new EpochTrail.End(epoch, end));
        assertEquals(expected, cut.map(String::valueOf).orElse("nowhere"));
    }

    /**
     * Two logs of one family: wherever they hold the same epoch, they hold the same until its end.
     */
    private static List<String> family(Random random) {
        List<String> logs = new ArrayList<>(List.of("", "", ""));
        for (int epoch = 1; epoch <= 6; epoch++) {
            String leader = logs.get(random.nextInt(3)) + ("" + epoch).repeat(random.nextInt(4));
            for (int one = 0; one < 3; one++) {
                int copied = random.nextInt(leader.length() + 1);
                String copy = leader.substring(0, copied);
                boolean follows = random.nextInt(3) > 0 && isPrefixAgreed(copy, logs.get(one));
                if (follows) logs.set(one, copy);
            }
            logs.set(random.nextInt(3), leader);
        }
        return logs;
    }

    /** A follower keeps what it shares with the leader. */
    private static boolean isPrefixAgreed(String copy, String before) {
        return copy.length() >= shared(copy, before);
    }

    private static int shared(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whoeverAsksUntilTheyAgreeHoldsTheBeginning(long seed) {
        Random random = new Random(seed);
        int cuts = 0;
        for (int i = 0; i < 2_000; i++) {
            List<String> logs = family(random);
            String leader = logs.get(0);
            String follower = logs.get(1);
            int shared = shared(leader, follower);
            int rounds = 0;
            Verdict verdict = Lineage.judge(log(leader), Position.of(log(follower)));
            while (!(verdict instanceof Verdict.Agrees)) {
                assertTrue(++rounds <= 7, leader + " and " + follower);
                cuts++;
                follower =
                        switch (verdict) {
                            case Verdict.Diverges(EpochTrail.End ours) ->
                                    follower.substring(
                                            0,
                                            Lineage.cut(log(follower), ours).orElse(0L).intValue());
                            default -> "";
                        };
                verdict = Lineage.judge(log(leader), Position.of(log(follower)));
            }
            assertEquals(leader.substring(0, shared), follower, leader + " and " + logs.get(1));
        }
        assertTrue(cuts > 100, "logs part: " + cuts);
    }

    @Test
    void anEmptyLogHasNoEpoch() {
        assertEquals(new Position(-1, 3), Position.of(log("...")));
    }
}
