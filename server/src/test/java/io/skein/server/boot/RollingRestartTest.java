package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.RestartReply.CatchUpJudged;
import io.skein.server.door.RestartReply.QuorumLeft;
import io.skein.server.door.RestartReply.StopJudged;
import io.skein.server.door.RestartRequest;
import io.skein.server.door.RestartRequest.CanStop;
import io.skein.server.door.RestartRequest.CaughtUp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes are restarted one after the other, as the cluster says that they can be. */
class RollingRestartTest {
    private final ReplicatedNodes three = new ReplicatedNodes();

    private AdminReply asked(int at, RestartRequest request) {
        List<Answer<AdminReply>> heard = new ArrayList<>();
        three.node(at).node.door().ask(request, heard::add);
        three.until(() -> !heard.isEmpty());
        return ThreeSimNodes.reply(heard.getFirst());
    }

    private StopJudged canStop(int node) {
        int at = three.running.firstKey();
        return assertInstanceOf(StopJudged.class, asked(at, new CanStop(node)));
    }

    private CatchUpJudged caughtUp(int node) {
        int at = three.running.firstKey();
        return assertInstanceOf(CatchUpJudged.class, asked(at, new CaughtUp(node)));
    }

    private void stop(SimNodes.One node) {
        List<String> stopped = new ArrayList<>();
        node.node.stop(() -> stopped.add("stopped"));
        three.until(() -> !stopped.isEmpty());
    }

    @Test
    void theNextMayStopOnlyWhenTheOneBeforeHasCaughtUp() {
        for (int node : ReplicatedNodes.ALL) {
            three.until(() -> canStop(node).canStop());
            SimNodes.One leaving = three.node(node);
            stop(leaving);
            three.kill(node);
            int other = three.running.firstKey();
            three.append("while it is away");
            // Another controller has to be told first which logs are open.
            three.until(() -> canStop(other).waitsFor().size() == 1);
            StopJudged told = canStop(other);
            assertFalse(told.canStop(), told::toString);
            assertEquals(1, told.atRisk(), "one in sync would be left");
            assertEquals(List.of(node), told.waitsFor());
            assertTrue(told.retryAfterMillis() > 0);
            assertFalse(caughtUp(node).caughtUp());
            three.startAgain(leaving, node);
            three.until(() -> caughtUp(node).caughtUp());
            // The controller has said so; whoever else is looked at hears it a moment later.
            three.awaitInSync(3);
        }
        assertEquals(3, three.texts(0).size());
    }

    @Test
    void aVoterThatIsNotHeardIsMissed() {
        int away = three.followers().getLast();
        three.kill(away);
        three.awaitInSync(2);
        three.runFor(2_000_000_000L);
        assertEquals(new QuorumLeft(3, 1, 2), canStop(three.leader()).quorum());
        assertEquals(new QuorumLeft(3, 2, 2), canStop(away).quorum());
        assertTrue(caughtUp(away).fenced());
        assertTrue(caughtUp(away).metadataLag().isEmpty());
    }
}
