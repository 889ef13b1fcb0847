package io.skein.foundation.settings;

import io.skein.foundation.settings.Settings.Chosen;
import io.skein.foundation.settings.SettingsTable.Row;
import io.skein.foundation.settings.Source.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One reading of settings against a table: goes on after each problem, so that people hear of all
 * at once. Used once, by one thread.
 */
final class Resolution {
    /** What a source says of a setting, as given and as understood. */
    private record Said(Given given, Chosen chosen) {}

    private final SettingsTable table;
    private final Scope scope;
    private final NavigableMap<String, Chosen> chosen = new TreeMap<>();
    private final NavigableSet<String> spokenOf = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    Resolution(SettingsTable table, Scope scope) {
        this.table = table;
        this.scope = scope;
    }

    /** Takes over what one source says of settings that no stronger source spoke of. */
    void read(Source source) {
        problems.addAll(source.problems());
        NavigableMap<String, Said> said = new TreeMap<>();
        for (Given given : source.given()) {
            Optional<Row> row = table.row(given.name());
            if (row.isEmpty()) {
                problems.add(unknown(given));
            } else if (scope == Scope.TOPIC && row.get().setting().scope() == Scope.NODE) {
                problems.add(given + ": a setting of the node, not of a topic");
            } else {
                read(row.get(), given, said);
            }
        }
        said.forEach((name, one) -> chosen.putIfAbsent(name, one.chosen));
    }

    private void read(Row row, Given given, NavigableMap<String, Said> said) {
        String name = row.setting().name();
        spokenOf.add(name);
        Optional<Chosen> read = parse(row.setting(), row.unit(), given);
        if (read.isEmpty()) return;
        Said now = new Said(given, read.get());
        Said first = said.getOrDefault(name, now);
        if (!first.chosen.value().equals(now.chosen.value())) {
            // Which of the two was meant? Kafka lets the finer unit win; a typo then goes unseen.
            problems.add(given + ": contradicts " + first.given);
        }
        said.putIfAbsent(name, now);
    }

    private <T> Optional<Chosen> parse(Setting<T> setting, String unit, Given given) {
        return setting.parse(given.value(), unit)
                .match(
                        value -> {
                            String text = setting.show(value);
                            return Optional.of(new Chosen(value, text, given.origin(), true));
                        },
                        problem -> {
                            String allowed = setting.allowed();
                            String hint = allowed.isEmpty() ? "" : "; allowed: " + allowed;
                            problems.add(given + ": " + problem + hint);
                            return Optional.empty();
                        });
    }

    private String unknown(Given given) {
        String hint =
                Nearest.to(given.name(), table.names(scope))
                        .map(name -> "; did you mean " + given.writtenLike(name) + "?")
                        .orElse("");
        return given + ": no such setting" + hint;
    }

    /** What nobody spoke of keeps its default; problem if it has none. */
    Outcome withDefaults() {
        for (Setting<?> setting : table.settings()) {
            fallBack(setting);
        }
        return outcome();
    }

    private <T> void fallBack(Setting<T> setting) {
        if (chosen.containsKey(setting.name())) return;
        setting.fallback()
                .ifPresentOrElse(
                        value ->
                                chosen.put(
                                        setting.name(),
                                        new Chosen(value, setting.show(value), "default", false)),
                        () -> missing(setting));
    }

    private void missing(Setting<?> setting) {
        // If it was given, and wrongly, one line about it is enough.
        if (!spokenOf.contains(setting.name()))
            problems.add(setting.name() + ": must be given. " + setting.doc());
    }

    /** What nobody spoke of is as the node has it. */
    Outcome withDefaultsOf(Settings node) {
        for (Setting<?> setting : table.settings()) {
            if (setting.scope() != Scope.TOPIC) continue;
            Chosen ofNode = node.chosen(setting);
            Chosen inherited = new Chosen(ofNode.value(), ofNode.text(), ofNode.origin(), false);
            chosen.putIfAbsent(setting.name(), inherited);
        }
        return outcome();
    }

    private Outcome outcome() {
        if (!problems.isEmpty()) return new Outcome.Invalid(problems);
        return new Outcome.Valid(new Settings(chosen));
    }
}
