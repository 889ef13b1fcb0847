package io.skein.server.settings;

import io.skein.foundation.settings.Limit;
import io.skein.foundation.settings.Setting;
import io.skein.foundation.settings.Settings;
import io.skein.foundation.settings.ValueTypes;
import java.util.List;

/** The settings by which partitions are spread over the brokers, and stay so. */
final class LayoutTable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DAY_SECONDS = 86_400;
    private static final int RACK_CHARS_MAX = 100;

    static final Setting<String> RACK =
            Setting.of(
                            "broker.rack",
                            ValueTypes.TEXT,
                            "",
                            "Where the node stands, as in rack-7 or eu-west-1a: the replicas of a"
                                    + " partition are placed in different ones.")
                    .within(
                            Limit.that(
                                    "at most 100 characters",
                                    rack -> rack.length() <= RACK_CHARS_MAX));

    static final Setting<Boolean> RESTORE_LEADERS =
            Setting.of(
                    "auto.leader.rebalance.enable",
                    ValueTypes.FLAG,
                    true,
                    "Whether the first replica of a partition gets the lead back by itself when it"
                            + " is in sync.");

    static final Setting<Integer> LEADER_CHECK =
            Setting.of(
                            "leader.imbalance.check.interval.seconds",
                            ValueTypes.INT,
                            300,
                            "How often the active controller looks for such; it moves 100 at a"
                                    + " time, a second apart.")
                    .within(Limit.between(1, DAY_SECONDS));

    static final Setting<Integer> MOVES_PER_NODE =
            Setting.of(
                            "reassignment.partitions.per.broker.max",
                            ValueTypes.INT,
                            5,
                            "How many partitions a broker copies at a time when they are moved to"
                                    + " it, and how many are copied from it; others wait.")
                    .within(Limit.between(1, 1_000));

    static final Setting<Long> TRASH_RETENTION =
            Setting.of(
                            "topic.trash.retention.ms",
                            ValueTypes.MILLIS,
                            DAY_SECONDS * 1_000L,
                            "How long a deleted topic can be brought back; 0: not at all, its files"
                                    + " are deleted at once.")
                    .within(Limit.between(0L, 366L * DAY_SECONDS * 1_000L));

    /** In the order of the reference page. */
    static final List<Setting<?>> ROWS =
            List.of(RACK, RESTORE_LEADERS, LEADER_CHECK, MOVES_PER_NODE, TRASH_RETENTION);

    private LayoutTable() {}

    static LayoutSettings read(Settings settings) {
        return new LayoutSettings(
                settings.get(RACK),
                settings.get(RESTORE_LEADERS),
                settings.get(LEADER_CHECK) * NANOS_PER_SECOND,
                settings.get(MOVES_PER_NODE));
    }
}
