package io.skein.server.controller.plan;

import static io.skein.server.controller.plan.ReassignRig.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The last step of a move, where it meets a change of leaders. */
class LastStepTest {
    @Test
    void whoComesToBeInSyncLastMayLeadAtOnceAndNothingIsLost() {
        ReassignRig rig = new ReassignRig(2, 1);
        rig.alter(order(0, 5, 4));
        rig.begin(9);
        rig.open(4);
        rig.open(5);
        rig.count(0, 1, 2, 3, 4);
        rig.count(0, 1, 2, 3, 4, 5);
        assertTrue(rig.handOver(0));
        assertEquals("54/54/5", rig.stand(0));
        assertEquals(List.of(), rig.losses());
    }

    /** Else it could not be told any more that records may be lost. */
    @Test
    void anUncleanElectionIsAChangeOfItsOwn() {
        ReassignRig rig = new ReassignRig(2, 1, 1);
        rig.count(0, 1, 2);
        rig.alter(order(0, 3));
        rig.fence(1);
        rig.fence(2);
        assertEquals("123/-/-→3+-", rig.stand(0));
        rig.electUnclean();
        assertEquals("123/3/3→3+-", rig.stand(0));
        assertEquals(List.of(new Loss("lines", 0, 3, List.of(2))), rig.losses());
        assertEquals(1, rig.begin(9), "what has become possible is done without a claim");
        assertEquals("3/3/3", rig.stand(0));
        assertEquals(List.of(), rig.losses());
    }
}
