package io.skein.foundation.settings;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One row of the table of settings, and the key by which its value is asked for. A name is
 * lower-case words with dots, Kafka's wherever the meaning is Kafka's. Where a name ends in {@code
 * .ms}, a plain number is milliseconds.
 *
 * @param fallback the value if none is given; empty if one must be
 * @param doc one sentence for users, without line breaks
 * @param aliases other names for it, in other units maybe
 */
public record Setting<T>(
        String name,
        ValueType<T> type,
        Optional<T> fallback,
        Limit<T> limit,
        Scope scope,
        String doc,
        List<Alias> aliases) {
    /** Another name, and the unit of plain numbers under that name; empty for the type's own. */
    public record Alias(String name, String unit) {}

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.][a-z0-9]+)*");
    private static final Pattern AMOUNT = Pattern.compile("[+]?[0-9]+");

    public Setting {
        aliases = List.copyOf(aliases);
        Check.that(NAME.matcher(name).matches(), "not the name of a setting: " + name);
        Check.that(!doc.isBlank() && doc.indexOf('\n') < 0, "one line says what " + name + " is");
        Check.that(
                fallback.map(limit.allows()::test).orElse(true),
                "the default is inside its own limit: " + name);
    }

    /** A setting of the node. */
    public static <T> Setting<T> of(String name, ValueType<T> type, T fallback, String doc) {
        return new Setting<>(
                name, type, Optional.of(fallback), Limit.none(), Scope.NODE, doc, List.of());
    }

    /** A setting of the node without a default. */
    public static <T> Setting<T> required(String name, ValueType<T> type, String doc) {
        return new Setting<>(
                name, type, Optional.empty(), Limit.none(), Scope.NODE, doc, List.of());
    }

    /** The same, for each topic. */
    public Setting<T> perTopic() {
        return new Setting<>(name, type, fallback, limit, Scope.TOPIC, doc, aliases);
    }

    /** The same, with only these values. */
    public Setting<T> within(Limit<T> allowed) {
        return new Setting<>(name, type, fallback, allowed, scope, doc, aliases);
    }

    /** The same, also known as {@code alias}. */
    public Setting<T> alias(String alias) {
        return alias(alias, unitOf(alias));
    }

    /**
     * The same, also known as {@code alias}, where a plain number is in this unit, like {@code h}
     * for {@code log.retention.hours}. Negative numbers have no unit.
     */
    public Setting<T> alias(String alias, String unit) {
        List<Alias> more = new ArrayList<>(aliases);
        more.add(new Alias(alias, unit));
        return new Setting<>(name, type, fallback, limit, scope, doc, more);
    }

    /** All its names: its own first. */
    List<Alias> names() {
        List<Alias> names = new ArrayList<>(List.of(new Alias(name, unitOf(name))));
        names.addAll(aliases);
        return names;
    }

    private String unitOf(String spelling) {
        return type.equals(ValueTypes.DURATION_MILLIS) && spelling.endsWith(".ms") ? "ms" : "";
    }

    /** The value that {@code text} gives it; a value outside the limit is bad. */
    public Parsed<T> parse(String text) {
        return parse(text, unitOf(name));
    }

    Parsed<T> parse(String text, String unit) {
        String plain = text.strip();
        String withUnit = AMOUNT.matcher(plain).matches() ? plain + unit : plain;
        return type.parse(withUnit)
                .then(value ->
                        limit.allows().test(value)
                                ? new Parsed.Good<>(value)
                                : new Parsed.Bad<>("out of range"));
    }

    /** The value as text that {@link #parse(String)} reads again. */
    public String show(T value) {
        return type.show().apply(value);
    }

    /** Which values are allowed, in words; empty if all of the type are. */
    String allowed() {
        return limit.words().apply(type.show());
    }

    /** The default in words. */
    String fallbackShown() {
        return fallback.map(this::show)
                .map(text -> text.isEmpty() ? "none" : text)
                .orElse("required");
    }
}
