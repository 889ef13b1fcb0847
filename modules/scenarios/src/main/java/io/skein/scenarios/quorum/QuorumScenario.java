package io.skein.scenarios.quorum;

import io.skein.scenarios.story.Scenario;
import java.util.List;

/**
 * One to five voters and up to two observers, each with its own log, disk and connections, on disks
 * and a network that fail, with clients and an operator who change who votes. See {@link Run} for
 * the order of events, {@link Ghost} for what must hold.
 */
public final class QuorumScenario {
    private static final List<String> SITUATIONS =
            List.of(
                    "election",
                    "elected by nobody but itself",
                    "elected by an even number",
                    "former observer leads",
                    "two leaders at once",
                    "a deposed leader is asked",
                    "pre-vote refused",
                    "vote refused",
                    "late vote",
                    "stale vote",
                    "split vote",
                    "asked around",
                    "asked who leads",
                    "asked to found a cluster",
                    "cluster founded",
                    "sent to the leader",
                    "named successor stood at once",
                    "leader lost its majority and resigned",
                    "leader learnt of a newer epoch",
                    "leader resigned because it stops",
                    "removed leader resigned",
                    "disk silent: leader stepped down",
                    "disk error met by the leader",
                    "follower cut back",
                    "cut back over two epochs",
                    "diverging answer names an older epoch",
                    "diverging answer names the same epoch",
                    "entries of an older epoch agreed through a newer one",
                    "entries that fit no more",
                    "entries read from files",
                    "heard though its disk is behind",
                    "fetched without a vote",
                    "snapshot taken",
                    "snapshot offered",
                    "newer snapshot offered",
                    "snapshot offered to an empty log",
                    "snapshot fetched in pieces",
                    "snapshot installed over a log",
                    "snapshot installed where nothing was",
                    "crash between snapshot and dropped head",
                    "crash between snapshot and the log behind it",
                    "died with a ballot on its way to the disk",
                    "died with entries on their way to the disk",
                    "died in a cut",
                    "died while a snapshot was written",
                    "died while a snapshot was installed",
                    "KILL of the leader",
                    "POWER_CUT of the leader",
                    "POWER_CUT during start",
                    "all members down",
                    "member ended itself with its disk",
                    "start refused",
                    "orderly stop",
                    "leader stopped in order",
                    "durable bytes turned over",
                    "rot found at the start",
                    "disk wiped",
                    "voter added",
                    "voter removed",
                    "voter moved",
                    "voter removed was the leader",
                    "lost voter removed for its successor",
                    "wiped voter replaced by itself",
                    "change of voters agreed",
                    "change of voters unknown",
                    "change refused: Opening",
                    "change refused: ChangePending",
                    "change refused: WouldStall",
                    "change refused: NotCaughtUp",
                    "change refused: LastVoter",
                    "refused: NotLeader",
                    "refused: Opening",
                    "refused: Full",
                    "refused: LogFull",
                    "refused: TooLarge",
                    "proposal unknown after resignation",
                    "unknown, and agreed",
                    "unknown, and lost",
                    "read confirmed",
                    "read unknown",
                    "message of an old epoch",
                    "a mere majority decided",
                    "all were needed",
                    "one who came back disturbed nobody",
                    "cut-off leader resigned in time");

    /** The scenario. */
    public static final Scenario SCENARIO = new Scenario("quorum", SITUATIONS, Run::new);

    private QuorumScenario() {}
}
