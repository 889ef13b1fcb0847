package io.skein.cli.client;

import io.skein.cli.text.Complaint;
import io.skein.cli.text.Shown;
import io.skein.client.admin.ConfigChange;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A setting and its value, as typed. What they mean is for the cluster to say. */
record Assignment(String key, String value) {
    static final ValueType<Assignment> TYPE =
            new ValueType<>("key=value", Assignment::parse, each -> each.key + "=" + each.value);

    /** The name of a setting. */
    static final ValueType<String> KEY =
            new ValueType<>(
                    "key",
                    text ->
                            text.isBlank() || text.contains("=")
                                    ? new Parsed.Bad<>("not the name of a setting")
                                    : new Parsed.Good<>(text.strip()),
                    key -> key);

    private static Parsed<Assignment> parse(String text) {
        int at = text.indexOf('=');
        if (at < 1) return new Parsed.Bad<>("not of the form key=value");
        return new Parsed.Good<>(
                new Assignment(text.substring(0, at).strip(), text.substring(at + 1).strip()));
    }

    /** All of them, each key once. */
    static SortedMap<String, String> toMap(List<Assignment> typed) {
        SortedMap<String, String> map = new TreeMap<>();
        for (Assignment each : typed) {
            if (map.containsKey(each.key)) {
                throw Complaint.usage(Shown.text(each.key) + " is given twice");
            }
            map.put(each.key, each.value);
        }
        return map;
    }

    /** What is to be changed, which must be something. */
    static ConfigChange change(List<Assignment> set, List<String> reset) {
        if (set.isEmpty() && reset.isEmpty()) {
            throw Complaint.usage("nothing to change: give --set key=value or --reset key");
        }
        return new ConfigChange(toMap(set), new TreeSet<>(reset));
    }
}
