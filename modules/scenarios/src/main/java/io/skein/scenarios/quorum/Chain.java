package io.skein.scenarios.quorum;

import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.scenarios.history.Violation;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every batch that any member ever wrote, by the place behind it, and what lies before: whatever
 * ends in one place is one log (R4). Owned by the ghost.
 */
final class Chain {
    private final TreeMap<LogPoint, Link> links = new TreeMap<>();

    /**
     * A batch in its place.
     *
     * @param image what a state machine is that has applied all up to here
     * @param voters who votes from here on
     */
    record Link(
            LogPoint before, Batch batch, long prefix, long image, Optional<Members.At> voters) {}

    /** A member writes this behind that. */
    Link append(LogPoint before, Batch batch) {
        Optional<Link> last = at(before);
        if (last.isEmpty() && !before.equals(LogPoint.START)) {
            throw new Violation("R4 a log nobody wrote", "" + before);
        }
        long prefix = mix(last.map(Link::prefix).orElse(0L) ^ mix(batch.hashCode()));
        Link known = links.get(batch.end());
        if (known == null) {
            known =
                    new Link(
                            before,
                            batch,
                            prefix,
                            image(last.map(Link::image).orElse(0L), batch),
                            voters(last.flatMap(Link::voters), batch));
            links.put(batch.end(), known);
        } else if (known.prefix() != prefix || !known.before().equals(before)) {
            throw new Violation("R4 one end, two logs", batch + " and " + known.batch());
        }
        return known;
    }

    Optional<Link> at(LogPoint end) {
        return Optional.ofNullable(links.get(end));
    }

    /** What has been written at or behind that offset, on whatever disk. */
    Iterable<Link> from(long next) {
        return links.values().stream().filter(link -> link.batch().end().next() > next).toList();
    }

    /** What a state machine is after this batch too. */
    static long image(long before, Batch batch) {
        return switch (batch.content()) {
            case Batch.Control _ -> before;
            case Batch.State(var records) -> {
                long image = before;
                long offset = batch.first();
                for (ByteBuffer record : records) {
                    image = mix(image ^ mix(offset++) ^ mix(record.hashCode()));
                }
                yield image;
            }
        };
    }

    private static Optional<Members.At> voters(Optional<Members.At> before, Batch batch) {
        if (!(batch.content() instanceof Batch.Control(var records))) return before;
        Optional<Members.At> last = before;
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof ControlRecord.Voters named) {
                last = Optional.of(new Members.At(batch.first() + i, named));
            }
        }
        return last;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
