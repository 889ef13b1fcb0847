package io.skein.storage.format;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text of {@code meta.properties} ({@code =}) and {@code partition.metadata} ({@code : }). */
public final class Properties {
    private Properties() {}

    public static byte[] text(SortedMap<String, String> entries, String separator) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            text.append(entry.getKey()).append(separator).append(entry.getValue()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Key and value of each line that is neither empty nor a {@code #} comment. */
    public static Optional<SortedMap<String, String>> parse(byte[] bytes, String separator) {
        SortedMap<String, String> entries = new TreeMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            int at = line.indexOf(separator);
            if (at <= 0) return Optional.empty();
            String key = line.substring(0, at).strip();
            if (entries.containsKey(key)) return Optional.empty();
            entries.put(key, line.substring(at + separator.length()).strip());
        }
        return Optional.of(entries);
    }
}
