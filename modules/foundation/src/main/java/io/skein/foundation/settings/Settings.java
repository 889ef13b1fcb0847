package io.skein.foundation.settings;

import io.skein.foundation.BrokenInvariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The value of every setting of a table, checked; immutable. A setting that is not in that table
 * has no value here, and to ask for it is a bug.
 */
public final class Settings {
    /** A value, the same as text, and who chose it; {@code given} unless it is a default. */
    record Chosen(Object value, String text, String origin, boolean given) {}

    private final NavigableMap<String, Chosen> chosen;

    Settings(NavigableMap<String, Chosen> chosen) {
        this.chosen = Collections.unmodifiableNavigableMap(new TreeMap<>(chosen));
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // It was read, or checked, by the setting's own type.
    public <T> T get(Setting<T> setting) {
        return (T) chosen(setting).value;
    }

    /** Whether somebody chose the value; otherwise it is the default. */
    public boolean isGiven(Setting<?> setting) {
        return chosen(setting).given;
    }

    /** Who chose the value, for people: like {@code node.properties line 3} or {@code default}. */
    public String origin(Setting<?> setting) {
        return chosen(setting).origin;
    }

    /** What was given, by name, in the form that reads back as the same values. */
    public NavigableMap<String, String> given() {
        NavigableMap<String, String> given = new TreeMap<>();
        chosen.forEach((name, choice) -> {
            if (choice.given) given.put(name, choice.text);
        });
        return Collections.unmodifiableNavigableMap(given);
    }

    /** One line for each setting, by name: {@code name=value (origin)}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        chosen.forEach(
                (name, choice) -> lines.add(name + "=" + choice.text + " (" + choice.origin + ")"));
        return List.copyOf(lines);
    }

    Chosen chosen(Setting<?> setting) {
        return Optional.ofNullable(chosen.get(setting.name()))
                .orElseThrow(() -> new BrokenInvariant("no such setting: " + setting.name()));
    }
}
