package io.skein.client.consumer;

import io.skein.client.ConnectionSettings;
import io.skein.client.RefusedException;
import io.skein.client.TopicPartition;
import io.skein.client.blocking.ClientHost;
import io.skein.client.route.Query;
import io.skein.client.route.Query.Question;
import io.skein.client.route.Session;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.EarliestOffset;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.protocol.v1.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Asks any node where partitions begin and end, one call for each topic. For threads that may wait.
 */
final class OffsetLookup {
    private final ClientHost host;
    private final Session session;
    private final ConnectionSettings settings;

    OffsetLookup(ClientHost host, Session session, ConnectionSettings settings) {
        this.host = host;
        this.session = session;
        this.settings = settings;
    }

    Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) {
        EarliestOffset which = EarliestOffset.getDefaultInstance();
        return offsets(partitions, request -> request.setEarliest(which));
    }

    Map<TopicPartition, Long> latest(Collection<TopicPartition> partitions) {
        LatestOffset which = LatestOffset.getDefaultInstance();
        return offsets(partitions, request -> request.setLatest(which));
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions,
            UnaryOperator<ListOffsetsRequest.Builder> query) {
        SortedMap<TopicPartition, Long> all = new TreeMap<>();
        ask(partitions, query).forEach((partition, found) -> all.put(partition, found.getOffset()));
        return all;
    }

    Map<TopicPartition, OffsetAndTimestamp> atTimes(Map<TopicPartition, Long> timesMillis) {
        SortedMap<Long, List<TopicPartition>> byTime = new TreeMap<>();
        timesMillis.forEach((partition, millis) ->
                byTime.computeIfAbsent(millis, time -> new ArrayList<>()).add(partition));
        SortedMap<TopicPartition, OffsetAndTimestamp> all = new TreeMap<>();
        byTime.forEach((millis, partitions) ->
                ask(partitions, request -> request.setTimestampMillis(millis))
                        .forEach((partition, found) -> put(all, partition, found)));
        return all;
    }

    private static void put(
            Map<TopicPartition, OffsetAndTimestamp> all,
            TopicPartition partition,
            PartitionOffset found) {
        if (!found.hasTimestampMillis()) return;
        all.put(partition, new OffsetAndTimestamp(found.getOffset(), found.getTimestampMillis()));
    }

    private Map<TopicPartition, PartitionOffset> ask(
            Collection<TopicPartition> partitions,
            UnaryOperator<ListOffsetsRequest.Builder> query) {
        host.requireMayWait();
        SortedMap<String, ListOffsetsRequest.Builder> requests = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            requests.computeIfAbsent(
                            partition.topic(),
                            topic -> ListOffsetsRequest.newBuilder().setTopic(topic))
                    .addPartitions(partition.partition());
        }
        long timeoutNanos = settings.requestTimeout().toNanos();
        List<CompletableFuture<ListOffsetsResponse>> answers = new ArrayList<>();
        requests.values().forEach(request -> answers.add(send(query.apply(request).build())));
        SortedMap<TopicPartition, PartitionOffset> all = new TreeMap<>();
        int next = 0;
        for (String topic : requests.keySet()) {
            ListOffsetsResponse answer = host.await(answers.get(next++), 2 * timeoutNanos);
            for (PartitionOffset found : answer.getOffsetsList()) {
                all.put(new TopicPartition(topic, found.getPartition()), checked(found));
            }
        }
        return all;
    }

    private CompletableFuture<ListOffsetsResponse> send(ListOffsetsRequest request) {
        var question =
                new Question<>(
                        SkeinMethods.LIST_OFFSETS, request, true, OffsetLookup::refusedForNow);
        return Query.ask(host.world(), session, settings, question);
    }

    /** As while a partition changes its leader. */
    private static Optional<Refusal> refusedForNow(ListOffsetsResponse answer) {
        return answer.getOffsetsList().stream()
                .map(PartitionOffset::getRefused)
                .filter(why -> why.getRetryAfterMillis() > 0)
                .findFirst();
    }

    private static PartitionOffset checked(PartitionOffset found) {
        if (!found.hasRefused()) return found;
        Refusal why = found.getRefused();
        throw new RefusedException(why.getReason(), why.getMessage());
    }
}
