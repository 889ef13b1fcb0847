package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link Gen} chose, stream by stream: enough to make it choose the same again. The stream
 * without a name is {@code ""}. Numbers are unsigned, and smaller ones stand for simpler things.
 */
public record Choices(SortedMap<String, List<Long>> streams) {
    public Choices {
        SortedMap<String, List<Long>> copy = new TreeMap<>();
        streams.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        streams = Collections.unmodifiableSortedMap(copy);
    }

    /** Reads what {@link #toString} wrote. */
    public static Choices parse(String text) {
        SortedMap<String, List<Long>> streams = new TreeMap<>();
        for (String part : text.split("\\|", -1)) {
            int colon = part.lastIndexOf(':');
            Check.that(colon >= 0, "every stream is written name:number,number");
            List<Long> values = new ArrayList<>();
            for (String value : part.substring(colon + 1).split(",", -1)) {
                if (!value.isEmpty()) values.add(Long.parseUnsignedLong(value));
            }
            streams.put(part.substring(0, colon), values);
        }
        return new Choices(streams);
    }

    /** The choices of one stream, none if it was not there. */
    List<Long> of(String stream) {
        return streams.getOrDefault(stream, List.of());
    }

    /** How many choices there are in all streams. */
    int size() {
        int size = 0;
        for (List<Long> values : streams.values()) size += values.size();
        return size;
    }

    /** These choices with those of one stream replaced. */
    Choices with(String stream, List<Long> values) {
        SortedMap<String, List<Long>> changed = new TreeMap<>(streams);
        changed.put(stream, values);
        return new Choices(changed);
    }

    /** Fewer choices are simpler; among as many, the first smaller number decides. */
    boolean isSimplerThan(Choices other) {
        if (size() != other.size()) return size() < other.size();
        for (Map.Entry<String, List<Long>> stream : streams.entrySet()) {
            List<Long> mine = stream.getValue();
            List<Long> theirs = other.of(stream.getKey());
            for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
                int order = Long.compareUnsigned(mine.get(i), theirs.get(i));
                if (order != 0) return order < 0;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        streams.forEach((name, values) ->
                parts.add(
                        name
                                + ":"
                                + String.join(
                                        ",",
                                        values.stream().map(Long::toUnsignedString).toList())));
        return String.join("|", parts);
    }
}
