package io.skein.client.admin;

import io.skein.client.ConnectionSettings;
import io.skein.client.RefusedException;
import io.skein.client.TopicPartition;
import io.skein.client.blocking.ClientHost;
import io.skein.protocol.v1.AlteredReassignment;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.DeleteRecordsResponse;
import io.skein.protocol.v1.DeletedRecords;
import io.skein.protocol.v1.DrainResponse;
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.Election;
import io.skein.protocol.v1.ElectionKind;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.protocol.v1.ReassignmentState;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.TopicSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Looks after topics and the cluster. For any number of threads. Calls return futures; {@link
 * #await} waits for one and throws what went wrong. What only reads is repeated until it works or
 * the request timeout is over; what changes something is sent once, and says {@link
 * io.skein.client.UnknownOutcomeException} if the answer was lost.
 */
public final class Admin implements AutoCloseable {
    private static final int PAGE_TOPICS = 10_000;
    private static final int ELECTION_ROUNDS_MAX = 1_000;
    private static final int ORDERS_MAX = 1_000;
    private static final int PAGE_REASSIGNMENTS = 10_000;

    private final ConnectionSettings settings;
    private final ClientHost host = new ClientHost("admin");
    private final AdminCore core;

    private Admin(ConnectionSettings settings) {
        this.settings = settings;
        this.core = new AdminCore(host.world(), settings);
        host.onBroken(core::breakDown);
        host.post(core::start);
    }

    /** Does not wait for a connection. */
    public static Admin create(ConnectionSettings settings) {
        return new Admin(settings);
    }

    /** All calls, as futures. */
    public AdminCore calls() {
        return core;
    }

    /** Makes a topic, and waits until it can be written to. */
    public void createTopic(NewTopic topic) {
        await(core.createTopic(topic, false));
    }

    /**
     * Deletes a topic with everything in it, and waits until that is done. It can be brought back
     * for a while, see {@link AdminCore#undeleteTopic}.
     */
    public void deleteTopic(String name) {
        await(core.deleteTopic(name));
    }

    /**
     * Gives a topic more partitions, and waits until they can be written to. From then on a key may
     * belong to another partition than before; never fewer, which is refused.
     *
     * @param total how many it is to have, those among them that it has already
     */
    public void addPartitions(String topic, int total) {
        await(core.addPartitions(topic, total, false));
    }

    /**
     * Gives partitions other leaders, wherever that is possible, and waits until they lead; asks
     * again until nothing is left to do. An unclean election loses what only others have.
     *
     * @param topics the partitions of each topic, where none means all; no topics means all
     */
    public ElectLeadersResponse electLeaders(
            ElectionKind kind, Map<String, ? extends Collection<Integer>> topics) {
        ElectLeadersResponse.Builder all = ElectLeadersResponse.newBuilder();
        ElectLeadersResponse last = await(core.electLeaders(kind, topics));
        for (int rounds = 1; last.getMore() && rounds < ELECTION_ROUNDS_MAX; rounds++) {
            last.getElectionsList().stream()
                    .filter(Election::hasElected)
                    .forEach(all::addElections);
            last = await(core.electLeaders(kind, topics));
        }
        // What was elected before is among the unchanged of the last answer.
        int unchanged = Math.max(0, last.getUnchanged() - all.getElectionsCount());
        return all.addAllElections(last.getElectionsList())
                .setUnchanged(unchanged)
                .setRefused(last.getRefused())
                .setMore(last.getMore())
                .build();
    }

    /**
     * Orders that partitions are held by other nodes, the preferred leader first, or by those that
     * did before they were on their way, where no nodes are named. Waits until the orders are
     * noted: they are carried out by the cluster, see {@link #listReassignments}.
     *
     * @return what goes on at each partition now
     */
    public Map<TopicPartition, ReassignmentState> alterReassignments(
            Map<TopicPartition, Optional<List<Integer>>> orders) {
        SortedMap<TopicPartition, ReassignmentState> states = new TreeMap<>();
        SortedMap<TopicPartition, Optional<List<Integer>>> some = new TreeMap<>();
        int left = orders.size();
        for (Map.Entry<TopicPartition, Optional<List<Integer>>> each : orders.entrySet()) {
            some.put(each.getKey(), each.getValue());
            left--;
            if (some.size() < ORDERS_MAX && left > 0) continue;
            for (AlteredReassignment altered :
                    await(core.alterReassignments(some, false)).getPartitionsList()) {
                states.put(
                        new TopicPartition(altered.getTopic(), altered.getPartition()),
                        altered.getState());
            }
            some.clear();
        }
        return states;
    }

    /** The reassignments that are going on, of these topics or of all if none is named. */
    public ListReassignmentsResponse listReassignments(Collection<String> topics) {
        return await(core.listReassignments(topics, PAGE_REASSIGNMENTS));
    }

    /** Where partitions should go so that nodes are used evenly; changes nothing. */
    public PlanReassignmentsResponse planReassignments(Spreading over) {
        return await(core.planReassignments(over));
    }

    /** All topics, by name; asks for a page at a time. */
    public List<TopicSummary> listTopics() {
        List<TopicSummary> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            String after = all.isEmpty() ? "" : all.get(all.size() - 1).getName();
            var page = await(core.listTopics(after, PAGE_TOPICS));
            all.addAll(page.getTopicsList());
            more = page.getMore() && page.getTopicsCount() > 0;
        }
        return all;
    }

    /**
     * Deletes the first records of partitions, and waits until they cannot come back. If one
     * partition refuses, others may have deleted theirs; to ask again does no harm.
     *
     * @return the first offset that each partition keeps now
     */
    public Map<TopicPartition, Long> deleteRecords(Map<TopicPartition, DeleteBefore> before) {
        SortedMap<String, SortedMap<Integer, DeleteBefore>> byTopic = new TreeMap<>();
        before.forEach((partition, where) ->
                byTopic.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                        .put(partition.partition(), where));
        SortedMap<String, CompletableFuture<DeleteRecordsResponse>> answers = new TreeMap<>();
        byTopic.forEach((topic, orders) -> answers.put(topic, core.deleteRecords(topic, orders)));
        SortedMap<TopicPartition, Long> starts = new TreeMap<>();
        answers.forEach((topic, answer) -> {
            for (DeletedRecords each : await(answer).getPartitionsList()) {
                starts.put(new TopicPartition(topic, each.getPartition()), start(topic, each));
            }
        });
        return starts;
    }

    private static long start(String topic, DeletedRecords deleted) {
        if (!deleted.hasRefused()) return deleted.getLogStartOffset();
        Refusal why = deleted.getRefused();
        String where = topic + "-" + deleted.getPartition() + ": ";
        throw new RefusedException(why.getReason(), where + why.getMessage());
    }

    /**
     * Marks a node as stopping, so that others take over what it leads, a few partitions at a time.
     * Returns as soon as the first of them are; the rest goes on by itself, and to ask again tells
     * how far it is.
     */
    public DrainResponse drain(int node) {
        return await(core.drain(node, false));
    }

    /** The node stays after all; what others lead by now they keep. */
    public DrainResponse cancelDrain(int node) {
        return await(core.drain(node, true));
    }

    /** Whether a node may stop without harm; those that are stopping count as gone. */
    public CanStopResponse canStop(int node) {
        return await(core.canStop(node));
    }

    /** Whether a node that was away is all that it was before. */
    public CaughtUpResponse caughtUp(int node) {
        return await(core.caughtUp(node));
    }

    /** Waits for an answer and throws what went wrong. */
    public <T> T await(CompletableFuture<T> answer) {
        // The call itself ends in time; the double is for a machine that stands still.
        return host.await(answer, 2 * settings.requestTimeout().toNanos());
    }

    /** Ends the connection. */
    @Override
    public void close() {
        host.requireMayWait();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable close =
                () -> {
                    core.close();
                    done.complete(true);
                };
        if (host.world().lane().post(close)) await(done);
        host.stop();
    }
}
