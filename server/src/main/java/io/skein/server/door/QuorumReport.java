package io.skein.server.door;

import io.skein.foundation.Uuid;
import java.util.List;

/**
 * The metadata quorum, as its leader knows it.
 *
 * @param committedBefore everything before this offset is agreed
 * @param voters by node number, as {@code observers} are
 */
public record QuorumReport(
        int leader, int epoch, long committedBefore, List<Member> voters, List<Member> observers) {
    /**
     * One member.
     *
     * @param directory that holds its log
     * @param end of its log
     * @param durable end of what its disk has confirmed
     * @param lag how many offsets of the leader's log it lacks
     * @param silentMillis since it was last heard
     */
    public record Member(
            int node,
            Uuid directory,
            String address,
            long end,
            long durable,
            long lag,
            long silentMillis) {}

    public QuorumReport {
        voters = List.copyOf(voters);
        observers = List.copyOf(observers);
    }
}
