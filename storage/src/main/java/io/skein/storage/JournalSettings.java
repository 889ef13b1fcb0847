package io.skein.storage;

import io.skein.foundation.Check;

/**
 * The journal of a data directory, in which small appends of many logs become durable together.
 *
 * @param fileBytes size of each of its files; an append that is larger never goes there
 * @param filesMax most files there are; made as they are needed, and never fewer again
 */
public record JournalSettings(Use use, int fileBytes, int filesMax) {
    private static final int FILE_BYTES_MIN = 16 << 10;
    private static final int FILE_BYTES_MAX = 64 << 20;

    /** When appends go through the journal. */
    public enum Use {
        /** Whenever that takes less time than to sync the segments, as measured of late. */
        WHEN_CHEAPER,

        /** Whenever it is possible: to try what comes of it. */
        ALWAYS,

        /** Not at all. What an earlier start has left in it is taken out all the same. */
        NEVER
    }

    public static final JournalSettings NEVER = new JournalSettings(Use.NEVER, 16 << 20, 16);
    public static final JournalSettings DEFAULT =
            new JournalSettings(Use.WHEN_CHEAPER, 16 << 20, 16);

    public JournalSettings {
        Check.that(
                fileBytes >= FILE_BYTES_MIN && fileBytes <= FILE_BYTES_MAX,
                "a journal file is no small thing and fits into memory",
                fileBytes);
        Check.ordered(2, filesMax, "one file is written while another one is still needed");
    }
}
