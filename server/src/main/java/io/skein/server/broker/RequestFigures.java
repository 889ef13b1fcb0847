package io.skein.server.broker;

import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of partitions at this node. Counted by lanes, read by metrics. */
public final class RequestFigures {
    private final Map<Way, Map<Kind, LongAdder>> counts = new EnumMap<>(Way.class);

    /** What was asked. */
    public enum Kind {
        APPEND,
        READ,
        BOUNDS,
        TIME,
        DELETION
    }

    /** Who asked, and who answers. */
    public enum Way {
        /** A client asked, and this node answers. */
        HERE,
        /** A client asked, and it was passed on to the leader. */
        FORWARDED,
        /** Another node passed it on. */
        FOR_OTHERS
    }

    RequestFigures() {
        for (Way way : Way.values()) {
            Map<Kind, LongAdder> kinds = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) kinds.put(kind, new LongAdder());
            counts.put(way, kinds);
        }
    }

    void count(Way way, PartitionRequest<?> request) {
        adder(way, kind(request)).increment();
    }

    private LongAdder adder(Way way, Kind kind) {
        return Objects.requireNonNull(Objects.requireNonNull(counts.get(way)).get(kind));
    }

    private static Kind kind(PartitionRequest<?> request) {
        return switch (request) {
            case Append _ -> Kind.APPEND;
            case Read _ -> Kind.READ;
            case Bounds _ -> Kind.BOUNDS;
            case OffsetForTime _ -> Kind.TIME;
            case DeleteRecords _ -> Kind.DELETION;
        };
    }

    /** How many there were. */
    public long of(Way way, Kind kind) {
        return adder(way, kind).sum();
    }
}
