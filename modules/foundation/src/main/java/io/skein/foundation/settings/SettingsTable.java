package io.skein.foundation.settings;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All settings of a program: the one place that parsing, checking, {@code --help} and the reference
 * page come from. Immutable.
 */
public final class SettingsTable {
    /** A setting under one of its names, and the unit of plain numbers there. */
    record Row(Setting<?> setting, String unit) {}

    private final List<Setting<?>> settings;
    private final NavigableMap<String, Row> byName = new TreeMap<>();

    public SettingsTable(List<Setting<?>> settings) {
        this.settings = List.copyOf(settings);
        for (Setting<?> setting : settings) {
            for (Setting.Alias name : setting.names()) {
                boolean fresh = !byName.containsKey(name.name());
                Check.that(fresh, "two settings share the name " + name.name());
                byName.put(name.name(), new Row(setting, name.unit()));
            }
        }
    }

    /** In the order in which they were given. */
    public List<Setting<?>> settings() {
        return settings;
    }

    /**
     * The settings of a node: each from the first source that has it, otherwise its default. What a
     * weaker source says is checked all the same. Topic settings given here are the node's defaults
     * for its topics.
     */
    public Outcome resolve(List<Source> strongestFirst) {
        Resolution resolution = new Resolution(this, Scope.NODE);
        strongestFirst.forEach(resolution::read);
        return resolution.withDefaults();
    }

    /** The settings of a topic: those given for it, otherwise as the node has them. */
    public Outcome resolveTopic(Source ofTopic, Settings node) {
        Resolution resolution = new Resolution(this, Scope.TOPIC);
        resolution.read(ofTopic);
        return resolution.withDefaultsOf(node);
    }

    Optional<Row> row(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names, aliases too, that may be used for a node or for a topic. */
    List<String> names(Scope scope) {
        List<String> names = new ArrayList<>();
        byName.forEach((name, row) -> {
            boolean usable = scope == Scope.NODE || row.setting.scope() == Scope.TOPIC;
            if (usable) names.add(name);
        });
        return names;
    }

    /** The reference page's table, in Markdown. */
    public String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("| name | type | default | allowed | for | what it does |\n");
        page.append("|---|---|---|---|---|---|\n");
        for (Setting<?> setting : settings) {
            String scope = setting.scope() == Scope.NODE ? "node" : "topic";
            String names = "`" + setting.name() + "`" + aliases(setting, "<br>also `", "`");
            List<String> cells =
                    List.of(
                            names,
                            setting.type().name(),
                            "`" + setting.fallbackShown() + "`",
                            setting.allowed(),
                            scope,
                            setting.doc());
            cells.forEach(cell -> page.append("| ").append(cell.replace("|", "\\|")).append(' '));
            page.append("|\n");
        }
        return page.toString();
    }

    /** One line for each setting, for {@code --help}: name, type, default, what it does. */
    public List<String> help() {
        return settings.stream()
                .map(setting ->
                        setting.name()
                                + " ("
                                + setting.type().name()
                                + ", "
                                + setting.fallbackShown()
                                + aliases(setting, "; also ", "")
                                + "): "
                                + setting.doc())
                .toList();
    }

    private static String aliases(Setting<?> setting, String before, String after) {
        StringBuilder text = new StringBuilder();
        setting.aliases().forEach(alias -> text.append(before).append(alias.name()).append(after));
        return text.toString();
    }
}
