package io.skein.storage.format;

import io.skein.foundation.EpochTrail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The text of checkpoint files: a version line "0", a line with the number of entries, one line per
 * entry. Anything else is unreadable as a whole; nothing is guessed.
 */
public final class Checkpoint {
    private static final String VERSION = "0";
    private static final int HEAD_LINES = 2;

    private Checkpoint() {}

    public static byte[] text(List<String> entries) {
        StringBuilder text = new StringBuilder();
        text.append(VERSION).append('\n').append(entries.size()).append('\n');
        for (String entry : entries) text.append(entry).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The entries' fields; empty unless every entry has as many as {@code fields}. */
    public static Optional<List<String[]>> parse(byte[] bytes, int fields) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) return Optional.empty();
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < HEAD_LINES || !lines[0].equals(VERSION)) return Optional.empty();
        if (!lines[1].equals(Integer.toString(lines.length - HEAD_LINES))) return Optional.empty();
        List<String[]> entries = new ArrayList<>(lines.length - HEAD_LINES);
        for (int i = HEAD_LINES; i < lines.length; i++) {
            String[] entry = lines[i].split(" ", -1);
            if (entry.length != fields) return Optional.empty();
            entries.add(entry);
        }
        return Optional.of(entries);
    }

    /** The entry with its checksum as one more field, for those where a wrong digit would cost. */
    public static String sealed(String entry) {
        return entry + " " + sum(entry);
    }

    /** Whether the last field is the checksum of the others. */
    public static boolean isSealed(String[] entry) {
        int last = entry.length - 1;
        String content = String.join(" ", List.of(entry).subList(0, last));
        return entry[last].equals(sum(content));
    }

    private static String sum(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    public static byte[] epochs(EpochTrail trail) {
        return text(
                trail.entries().stream()
                        .map(each -> each.epoch() + " " + each.startOffset())
                        .toList());
    }

    /** Empty if the text is anything but a trail. */
    public static Optional<EpochTrail> parseEpochs(byte[] bytes) {
        Optional<List<String[]>> entries = parse(bytes, 2);
        if (entries.isEmpty()) return Optional.empty();
        List<EpochTrail.Entry> trail = new ArrayList<>();
        for (String[] entry : entries.get()) {
            long epoch = number(entry[0]);
            if (epoch > Integer.MAX_VALUE) return Optional.empty();
            trail.add(new EpochTrail.Entry((int) epoch, number(entry[1])));
        }
        return EpochTrail.of(trail);
    }

    /** The number, or -1 if this is not exactly how we would write one. */
    public static long number(String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,17}")) return -1;
        return Long.parseLong(digits);
    }
}
