package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Cell;
import io.skein.client.admin.Admin;
import io.skein.client.admin.OffsetSpec;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.ConfigEntry;
import io.skein.protocol.v1.DescribeTopicResponse;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.PartitionDescription;
import io.skein.protocol.v1.PartitionOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** All about one topic: its partitions with what they hold, and its settings. */
record TopicReport(
        DescribeTopicResponse topic, ListOffsetsResponse starts, ListOffsetsResponse ends) {
    private static final List<String> PARTITION_COLUMNS =
            List.of(
                    "partition",
                    "leader",
                    "epoch",
                    "replicas",
                    "inSync",
                    "startOffset",
                    "endOffset");
    private static final int NO_LEADER = -1;

    /** Asks three things at once. */
    static TopicReport of(Admin admin, String name) {
        CompletableFuture<DescribeTopicResponse> topic = admin.calls().describeTopic(name);
        CompletableFuture<ListOffsetsResponse> starts =
                offsets(admin, name, new OffsetSpec.Earliest());
        CompletableFuture<ListOffsetsResponse> ends = offsets(admin, name, new OffsetSpec.Latest());
        return new TopicReport(admin.await(topic), admin.await(starts), admin.await(ends));
    }

    private static CompletableFuture<ListOffsetsResponse> offsets(
            Admin admin, String name, OffsetSpec which) {
        return admin.calls().listOffsets(name, List.of(), which);
    }

    Answer answer() {
        String id = Wire.uuid(topic.getTopicId()).map(Object::toString).orElse("");
        SortedMap<Integer, Cell> start = cells(starts);
        SortedMap<Integer, Cell> end = cells(ends);
        List<List<Cell>> rows = new ArrayList<>();
        for (PartitionDescription each : topic.getPartitionsList()) {
            int number = each.getPartition();
            rows.add(
                    List.of(
                            new Cell.Whole(number),
                            leader(each),
                            new Cell.Whole(each.getLeaderEpoch()),
                            new Cell.Numbers(each.getReplicasList()),
                            new Cell.Numbers(each.getInSyncList()),
                            start.getOrDefault(number, new Cell.Nothing()),
                            end.getOrDefault(number, new Cell.Nothing())));
        }
        return Answer.of(
                new Field("name", new Cell.Text(topic.getName())),
                new Field("id", new Cell.Text(id)),
                new Listing("partitions", PARTITION_COLUMNS, rows),
                settings(topic.getConfigsList()));
    }

    /** The settings of a topic as a table. */
    static Listing settings(List<ConfigEntry> entries) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ConfigEntry each : entries) {
            rows.add(
                    List.of(
                            new Cell.Text(each.getName()),
                            new Cell.Text(each.getValue()),
                            new Cell.Flag(each.getIsDefault())));
        }
        return new Listing("settings", List.of("setting", "value", "isDefault"), rows);
    }

    private static Cell leader(PartitionDescription partition) {
        int leader = partition.getLeaderNodeId();
        return leader == NO_LEADER ? new Cell.Nothing() : new Cell.Whole(leader);
    }

    private static SortedMap<Integer, Cell> cells(ListOffsetsResponse response) {
        SortedMap<Integer, Cell> cells = new TreeMap<>();
        for (PartitionOffset each : response.getOffsetsList()) {
            if (each.hasOffset()) cells.put(each.getPartition(), new Cell.Whole(each.getOffset()));
        }
        return cells;
    }
}
