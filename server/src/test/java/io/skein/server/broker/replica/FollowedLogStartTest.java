package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.server.replication.ReplicaMessage.Mark;
import org.junit.jupiter.api.Test;

/** What the leader has deleted goes here too, once it can. */
class FollowedLogStartTest {
    private static final int EPOCH = FollowRig.EPOCH;

    private final FollowRig rig = new FollowRig();
    private long number;

    private void follow(int... epochs) {
        rig.filled(epochs);
        number = rig.begun().agree();
    }

    @Test
    void followsTheLeaders() {
        follow(EPOCH, EPOCH, EPOCH);
        rig.mark(number, new Mark(3, 2));
        rig.until(() -> rig.log().start() == 2);
        rig.mark(number, new Mark(3, 1));
        rig.settle();
        assertEquals(2, rig.log().start(), "a log never begins earlier again");
    }

    /** Nobody deletes what is not agreed, so such a word is not believed. */
    @Test
    void nothingGoesThatIsNotAgreed() {
        follow(EPOCH, EPOCH, EPOCH);
        rig.mark(number, new Mark(1, 2));
        rig.settle();
        assertEquals(0, rig.log().start());
    }

    /** One deletion is under way when the leader tells of the next, and says nothing after it. */
    @Test
    void theLastWordCounts() {
        follow(EPOCH, EPOCH, EPOCH);
        rig.mark(number, new Mark(3, 1));
        rig.mark(number, new Mark(3, 2));
        rig.mark(number, new Mark(3, 3));
        rig.settle();
        assertEquals(3, rig.log().start());
    }

    @Test
    void waitsForTheOwnDisk() {
        follow(EPOCH);
        rig.home.host.starve("commit-0", FollowRig.SECOND_NANOS);
        rig.push(number, new Mark(3, 2), Lines.at(1, EPOCH, "a", "b"));
        rig.settle();
        assertEquals(0, rig.log().start());
        rig.until(() -> rig.log().durableEnd() == 3);
        rig.settle();
        assertEquals(2, rig.log().start());
    }
}
