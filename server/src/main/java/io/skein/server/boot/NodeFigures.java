package io.skein.server.boot;

import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.jdk.ThreadLane;
import io.skein.server.adapter.NodeMetrics.Figure;
import io.skein.server.broker.CompactionFigures;
import io.skein.server.broker.PartitionFigures;
import io.skein.server.broker.RequestFigures;
import io.skein.server.broker.RequestFigures.Kind;
import io.skein.server.broker.RequestFigures.Way;
import io.skein.server.door.Refusal.Why;
import io.skein.server.rpc.CallFigures;
import io.skein.storage.DirectoryFigures;
import io.skein.storage.DiskSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a node shows to Prometheus; the names are part of what users build on. */
final class NodeFigures {
    private NodeFigures() {}

    static List<Figure> of(JdkHost host, Node node, CallFigures calls) {
        List<Figure> figures = new ArrayList<>();
        addCalls(figures, calls);
        addPartitions(figures, node.figures());
        addAsked(figures, node.figures().requests());
        addCompactions(figures, node.figures().compactions());
        node.directoryFigures().forEach((place, each) -> addDirectory(figures, place, each));
        figures.add(
                Figure.gauge(
                        "skein.serving",
                        List.of(),
                        "1 while the node serves, 0 while it starts or stops",
                        () -> node.phase() == Node.Phase.SERVING ? 1 : 0));
        figures.add(
                Figure.gauge(
                        "skein.topics",
                        List.of(),
                        "topics in the metadata",
                        () -> node.door().image().topicIds().size()));
        figures.add(
                Figure.gauge(
                        "skein.metadata.offset",
                        List.of(),
                        "offset of the metadata that this node has",
                        () -> node.door().image().offset()));
        figures.add(
                Figure.counter(
                        "skein.unclean.elections",
                        List.of(),
                        "partitions that this controller let be led by who may lack records",
                        node::losses));
        node.quorumMember().ifPresent(member -> figures.addAll(MemberFigures.of(member)));
        for (ThreadLane lane : host.lanes()) addLane(figures, lane);
        return figures;
    }

    private static void addCalls(List<Figure> figures, CallFigures calls) {
        calls.requests((method, _) ->
                figures.add(
                        Figure.counter(
                                "skein.requests",
                                List.of("method", method),
                                "requests of clients",
                                () -> calls.requestsOf(method))));
        for (Why why : Why.values()) {
            figures.add(
                    Figure.counter(
                            "skein.refusals",
                            List.of("reason", word(why)),
                            "requests that were refused",
                            () -> calls.refusals(why)));
        }
        figures.add(
                Figure.counter(
                        "skein.received.bytes",
                        List.of(),
                        "bytes that came from clients",
                        calls::bytesIn));
        figures.add(
                Figure.counter(
                        "skein.sent.bytes",
                        List.of(),
                        "bytes that went to clients",
                        calls::bytesOut));
    }

    private static void addAsked(List<Figure> figures, RequestFigures requests) {
        for (Way way : Way.values()) {
            for (Kind kind : Kind.values()) {
                figures.add(
                        Figure.counter(
                                "skein.partition.requests",
                                List.of("kind", word(kind), "way", word(way)),
                                "what was asked of partitions, and which way it went",
                                () -> requests.of(way, kind)));
            }
        }
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static void addPartitions(List<Figure> figures, PartitionFigures partitions) {
        figures.add(
                Figure.counter(
                        "skein.appends",
                        List.of(),
                        "batches appended as leader",
                        partitions.appends()::sum));
        figures.add(
                Figure.counter(
                        "skein.appended.bytes",
                        List.of(),
                        "bytes of batches appended as leader",
                        partitions.appendedBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.reads",
                        List.of(),
                        "reads that were served",
                        partitions.reads()::sum));
        figures.add(
                Figure.counter(
                        "skein.read.bytes",
                        List.of(),
                        "bytes of batches served to readers",
                        partitions.readBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.retention.segments",
                        List.of(),
                        "old segments that were let go",
                        partitions.freedSegments()::sum));
        figures.add(
                Figure.counter(
                        "skein.retention.bytes",
                        List.of(),
                        "bytes of the segments that were let go",
                        partitions.freedBytes()::sum));
    }

    private static void addCompactions(List<Figure> figures, CompactionFigures compactions) {
        figures.add(
                Figure.counter(
                        "skein.compaction.passes",
                        List.of(),
                        "passes of compaction over a log",
                        compactions.passes()::sum));
        figures.add(
                Figure.counter(
                        "skein.compaction.read.bytes",
                        List.of(),
                        "bytes that compaction read",
                        compactions.readBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.compaction.written.bytes",
                        List.of(),
                        "bytes of the segments that compaction wrote",
                        compactions.writtenBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.compaction.removed.bytes",
                        List.of(),
                        "bytes that compaction freed",
                        compactions.removedBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.compaction.failures",
                        List.of(),
                        "passes of compaction that failed",
                        compactions.failures()::sum));
    }

    private static void addDirectory(
            List<Figure> figures, String place, DirectoryFigures directory) {
        List<String> tags = List.of("directory", place);
        figures.add(
                Figure.counter("skein.syncs", tags, "syncs of log files", directory.syncs()::sum));
        figures.add(
                Figure.counter(
                        "skein.written.bytes",
                        tags,
                        "bytes of batches written to log files",
                        directory.appendedBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.journal.syncs",
                        tags,
                        "rounds that went through the journal",
                        directory.journalSyncs()::sum));
        figures.add(
                Figure.counter(
                        "skein.journal.bytes",
                        tags,
                        "bytes written to the journal",
                        directory.journalBytes()::sum));
        figures.add(
                Figure.counter(
                        "skein.producers.pushed.out",
                        tags,
                        "idempotent producers forgotten because a log knew too many",
                        directory.producersPushedOut()::sum));
        addSpace(figures, tags, directory.space());
    }

    private static void addSpace(List<Figure> figures, List<String> tags, DiskSpace space) {
        figures.add(
                Figure.gauge(
                        "skein.disk.full",
                        tags,
                        "1 while producers are refused for want of room",
                        () -> space.isFull() ? 1 : 0));
        figures.add(
                Figure.gauge(
                        "skein.disk.free.bytes",
                        tags,
                        "bytes that can still be written to the disk",
                        () -> space.seen().freeBytes()));
        figures.add(
                Figure.gauge(
                        "skein.disk.total.bytes",
                        tags,
                        "bytes that the disk could hold",
                        () -> space.seen().totalBytes()));
        figures.add(
                Figure.gauge(
                        "skein.disk.spare.bytes",
                        tags,
                        "bytes put by for when others have filled the disk",
                        space::spareBytes));
    }

    private static void addLane(List<Figure> figures, ThreadLane lane) {
        List<String> tags = List.of("lane", lane.name());
        figures.add(
                Figure.gauge(
                        "skein.lane.waiting",
                        tags,
                        "tasks that wait in a lane's mailbox",
                        () -> lane.figures().waiting()));
        figures.add(
                Figure.counter(
                        "skein.lane.tasks",
                        tags,
                        "tasks that a lane has run",
                        () -> lane.figures().tasks()));
        figures.add(
                Figure.gauge(
                        "skein.lane.turn.seconds",
                        tags,
                        "how long the turn under way has lasted",
                        () -> lane.figures().turnNanos() / 1e9));
    }
}
