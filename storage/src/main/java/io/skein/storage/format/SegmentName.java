package io.skein.storage.format;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Names of a segment's files: the base offset in 20 digits, then what it is. */
public final class SegmentName {
    public static final String LOG = ".log";
    public static final String INDEX = ".index";
    public static final String TIME_INDEX = ".timeindex";

    /** Not of a segment but of an offset, mostly a segment's first. */
    public static final String PRODUCERS = ".snapshot";

    private static final int DIGITS = 20;

    private static final Pattern BASE = Pattern.compile("0[0-9]{19}");

    private SegmentName() {}

    /** The file of this kind, with its folder. */
    public static String of(String folder, long base, String kind) {
        String digits = Long.toString(base);
        return folder + "/" + "0".repeat(DIGITS - digits.length()) + digits + kind;
    }

    /** The base offset, if this is a file of that kind; names without a folder. */
    public static OptionalLong base(String file, String kind) {
        if (file.length() != DIGITS + kind.length() || !file.endsWith(kind)) {
            return OptionalLong.empty();
        }
        String digits = file.substring(0, DIGITS);
        if (!BASE.matcher(digits).matches()) return OptionalLong.empty();
        long base = Long.parseLong(digits.substring(1));
        return base < 0 ? OptionalLong.empty() : OptionalLong.of(base);
    }
}
