package io.skein.storage.inspect;

import io.skein.storage.inspect.IndexWalk.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The entries of one index file that ascend, one ahead; those that do not are written down and left
 * out. A single wrong entry never makes those behind it look wrong. One thread's.
 */
final class IndexCheck implements AutoCloseable {
    private final Path path;
    private final IndexWalk walk;
    private final Notebook notes;
    private Entry good = new Entry(-1, Long.MIN_VALUE, Long.MIN_VALUE);
    private Optional<Entry> current = Optional.empty();
    private Optional<Entry> following;

    IndexCheck(Path path, IndexWalk walk, Notebook notes) throws IOException {
        this.path = path;
        this.walk = walk;
        this.notes = notes;
        this.following = walk.next();
        int odd = walk.oddBytes();
        if (odd > 0) wrong(odd + " bytes are left behind the last whole entry");
        advance();
    }

    /** The entry to look at. */
    Optional<Entry> current() {
        return current;
    }

    /** It was right. */
    void accept() throws IOException {
        good = current.orElseThrow();
        advance();
    }

    /** It was not. */
    void refuse(String why) throws IOException {
        notes.add(finding(current.orElseThrow(), why));
        advance();
    }

    /** It cannot be told. */
    void pass() throws IOException {
        advance();
    }

    /** The last entry that was right. */
    Entry good() {
        return good;
    }

    void wrong(String what) {
        notes.add(Finding.problem(path, what));
    }

    private void advance() throws IOException {
        while (true) {
            current = following;
            if (current.isEmpty()) return;
            following = walk.next();
            Entry entry = current.get();
            boolean isNegative = entry.key() < 0 || entry.value() < 0;
            // Where two neighbours are at odds, the one that those before and behind agree with
            // is right.
            boolean stands =
                    following.isEmpty()
                            || entry.isBefore(following.get())
                            || !good.isBefore(following.get());
            if (!isNegative && good.isBefore(entry) && stands) return;
            notes.add(finding(entry, "it does not ascend between its neighbours"));
        }
    }

    private Finding finding(Entry entry, String why) {
        String what = "entry (" + entry.key() + ", " + entry.value() + "): " + why;
        return Finding.problem(path, what).at(entry.position());
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}
