package io.skein.storage.journal;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the journal after a start: first what there is, then the frames that count, in order. A
 * frame that is missing or rotten although something says that it had been synced is damage; if
 * nothing says so it is the torn end of what nobody was promised, and all behind it is void.
 */
public final class JournalScan {
    /** Above every number that a frame ever has. */
    public static final long BEYOND_ALL = 1L << 59;

    private static final int FILE_BYTES_MAX = 64 << 20;

    private final Disk disk;
    private final List<Use> uses = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private final List<Long> broken = new ArrayList<>();
    private final TreeMap<Long, List<Frame>> revocations = new TreeMap<>();
    private Optional<Held> held = Optional.empty();
    private boolean isUnclear;
    private long liveFrom;
    private long highest;
    private long confirmed;
    private long before = Long.MAX_VALUE;
    private long expected;

    /** What was read last: a journal of one file is not read twice. */
    private record Held(Use use, ByteBuffer bytes) {}

    /** A file with a header that makes sense. */
    record Use(String name, Header header) {}

    /**
     * What can be written on.
     *
     * @param last the highest sequence that was ever seen, or 0
     */
    public record Ring(List<Use> uses, long last) {
        public Ring {
            uses = List.copyOf(uses);
        }

        /** Whether there is no journal. */
        public boolean isEmpty() {
            return uses.isEmpty();
        }
    }

    /** Who hears of the frames that count. */
    public interface Listener {
        /** Bytes of a log, sound. The buffer is only lent. */
        void data(Frame frame, ByteBuffer payload) throws IOException;

        /** The frame is sound and its bytes are not, although they were durable once. */
        void rotten(Frame frame) throws IOException;

        /** Frames that were durable once are not there; whose they were is not known. */
        void missing(long from, long before);
    }

    /** What becomes of a frame or a gap on one way through. */
    private interface Step {
        void frame(Frame.Found found, ByteBuffer bytes) throws IOException;

        void gap(long from, long before);
    }

    public JournalScan(Disk disk) {
        this.disk = disk;
    }

    /**
     * Reads the headers, and how far the frames go.
     *
     * @param vouched the highest sequence that something else says was synced
     */
    public Ring survey(long vouched) throws IOException {
        if (!disk.exists(Journal.FOLDER)) return new Ring(List.of(), vouched);
        for (String file : disk.list(Journal.FOLDER)) {
            String name = Journal.FOLDER + "/" + file;
            ByteBuffer head = bytes(name, Header.FRAMES_AT);
            Optional<Header> header = Header.of(head);
            isUnclear |= file.endsWith(Journal.SUFFIX) && Header.isRotten(head);
            if (header.isPresent()) uses.add(new Use(name, header.get()));
            else strangers.add(name);
        }
        if (uses.isEmpty()) return new Ring(List.of(), vouched);
        uses.sort(Comparator.comparingLong(use -> use.header().first()));
        for (Use use : uses) liveFrom = Math.max(liveFrom, use.header().liveFrom());
        confirmed = Math.max(vouched, uses.getLast().header().first() - 1);
        highest = confirmed;
        walk(new Survey());
        for (long sequence : broken) {
            if (sequence > confirmed) before = Math.min(before, sequence);
        }
        return new Ring(uses, highest);
    }

    /** Whether any frame may still be needed. */
    public boolean isNeeded() {
        return !uses.isEmpty() && (highest >= liveFrom || isUnclear);
    }

    /** Whether there may have been frames of any number that cannot be found. */
    public boolean isUnclear() {
        return isUnclear;
    }

    /** Files that are no part of the journal, but what is left of one that was being made. */
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    /** Only after {@link #survey}. */
    public void replay(Listener listener) throws IOException {
        if (uses.isEmpty()) return;
        walk(
                new Step() {
                    @Override
                    public void frame(Frame.Found found, ByteBuffer bytes) throws IOException {
                        Frame frame = found.frame();
                        if (frame.sequence() >= before || isRevoked(frame)) return;
                        if (!found.isSound()) listener.rotten(frame);
                        else listener.data(frame, bytes.slice(found.payloadAt(), frame.length()));
                    }

                    @Override
                    public void gap(long from, long upTo) {
                        if (from < before) listener.missing(from, Math.min(upTo, before));
                    }
                });
        if (expected <= confirmed) listener.missing(expected, confirmed + 1);
        if (isUnclear) listener.missing(highest + 1, BEYOND_ALL + 1);
    }

    private boolean isRevoked(Frame frame) {
        if (frame.kind() == Frame.Kind.VOID) return true;
        for (Frame later : revocations.getOrDefault(frame.incarnation(), List.of())) {
            boolean isMeant = later.sequence() > frame.sequence() && later.sequence() < before;
            if (isMeant && frame.segmentBase() < later.segmentBase()) return true;
        }
        return false;
    }

    /** Takes note of what frames say of others, and of those that are not as they should be. */
    private final class Survey implements Step {
        @Override
        public void frame(Frame.Found found, ByteBuffer bytes) {
            Frame frame = found.frame();
            highest = Math.max(highest, frame.sequence());
            confirmed = Math.max(confirmed, frame.confirmed());
            if (!found.isSound()) broken.add(frame.sequence());
            if (frame.kind() != Frame.Kind.VOID) return;
            revocations.computeIfAbsent(frame.incarnation(), _ -> new ArrayList<>()).add(frame);
        }

        @Override
        public void gap(long from, long upTo) {
            broken.add(from);
        }
    }

    private void walk(Step step) throws IOException {
        expected = liveFrom;
        for (int i = 0; i < uses.size(); i++) {
            boolean isLast = i == uses.size() - 1;
            if (!isLast && uses.get(i + 1).header().first() <= liveFrom) continue;
            walk(uses.get(i), step);
        }
    }

    private void walk(Use use, Step step) throws IOException {
        ByteBuffer bytes = bytes(use);
        expect(use.header().first(), step);
        int at = Header.FRAMES_AT;
        while (at < bytes.limit()) {
            Optional<Frame.Found> found = find(bytes, at, use.header());
            if (found.isEmpty()) return;
            Frame frame = found.get().frame();
            at = found.get().next();
            if (frame.sequence() < expected) continue;
            expect(frame.sequence(), step);
            step.frame(found.get(), bytes);
            expected = frame.sequence() + 1;
        }
    }

    private void expect(long sequence, Step step) {
        if (sequence <= expected) return;
        step.gap(expected, sequence);
        expected = sequence;
    }

    /** The next frame of this use at or behind this place. */
    static Optional<Frame.Found> find(ByteBuffer bytes, int from, Header use) {
        for (int at = from; at < bytes.limit(); at += Frame.ALIGNMENT) {
            Optional<Frame.Found> found = Frame.at(bytes, at, use.secret());
            if (found.isPresent() && found.get().frame().sequence() >= use.first()) return found;
        }
        return Optional.empty();
    }

    private ByteBuffer bytes(Use use) throws IOException {
        Optional<Held> known = held.filter(last -> last.use().equals(use));
        if (known.isPresent()) return known.get().bytes();
        held = Optional.empty();
        ByteBuffer bytes = bytes(use.name(), FILE_BYTES_MAX);
        held = Optional.of(new Held(use, bytes));
        return bytes;
    }

    private ByteBuffer bytes(String name, int bytesMax) throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(bytesMax, file.length()));
            file.read(bytes, 0);
            return bytes.flip();
        }
    }
}
