package io.skein.foundation.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings as someone gave them: nothing is known yet about what they mean.
 *
 * @param problems what could not even be read, one line each
 */
public record Source(List<Given> given, List<String> problems) {
    private static final String VARIABLE_PREFIX = "SKEIN_";
    private static final int SHOWN_CHARS_MAX = 100;

    /**
     * One setting as given.
     *
     * @param name its name in the table, if the table has it
     * @param written its name as the user wrote it
     * @param where for messages: like {@code node.properties line 3}
     */
    public record Given(String name, String written, String value, String where) {
        /** How another name would be written in the same place. */
        String writtenLike(String other) {
            return written.equals(name) ? other : variable(other);
        }

        /** Who says so, for messages about the value itself. */
        String origin() {
            return written.equals(name) ? where : written;
        }

        @Override
        public String toString() {
            return shown(written + "=" + value) + " (" + where + ")";
        }
    }

    public Source {
        given = List.copyOf(given);
        problems = List.copyOf(problems);
    }

    /** Settings that are already in a map, in key order. */
    public static Source of(String where, Map<String, String> settings) {
        List<Given> given = new ArrayList<>();
        new TreeMap<>(settings)
                .forEach((name, value) -> given.add(new Given(name, name, value, where)));
        return new Source(given, List.of());
    }

    /** Arguments of the command line, each {@code key=value}. */
    public static Source flags(List<String> arguments) {
        List<Given> given = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            String name = argument.substring(0, Math.max(0, at)).strip();
            if (name.isEmpty()) {
                problems.add(shown(argument) + " (--set): not of the form key=value");
            } else {
                given.add(new Given(name, name, argument.substring(at + 1), "--set"));
            }
        }
        return new Source(given, problems);
    }

    /**
     * Variables that begin with {@code SKEIN_}: {@code SKEIN_LOG_DIRS} is {@code log.dirs}. Those
     * in {@code reserved} mean something else and are passed over.
     */
    public static Source environment(Map<String, String> variables, Collection<String> reserved) {
        List<Given> given = new ArrayList<>();
        new TreeMap<>(variables)
                .forEach((variable, value) -> {
                    if (!variable.startsWith(VARIABLE_PREFIX)) return;
                    if (reserved.contains(variable)) return;
                    String rest = variable.substring(VARIABLE_PREFIX.length());
                    String name = rest.toLowerCase(Locale.ROOT).replace('_', '.');
                    given.add(new Given(name, variable, value, "environment"));
                });
        return new Source(given, List.of());
    }

    static String variable(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The text of a properties file, in the format of {@link Properties}. */
    public static Source properties(String file, String text) {
        List<Given> given = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        int next = 0;
        while (next < lines.length) {
            int first = next;
            while (next < lines.length - 1 && goesOn(lines[next], next == first)) {
                next++;
            }
            next++;
            String where = file + " line " + (first + 1);
            read(String.join("\n", List.of(lines).subList(first, next)))
                    .match(
                            properties -> add(given, properties, where),
                            problem -> problems.add(where + ": " + problem));
        }
        return new Source(given, problems);
    }

    /** A line that ends in an odd number of backslashes goes on in the next, unless a comment. */
    private static boolean goesOn(String line, boolean isFirst) {
        String stripped = line.stripLeading();
        if (isFirst && (stripped.startsWith("#") || stripped.startsWith("!"))) return false;
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    /**
     * Reads one logical line. Read all at once, numbers of lines and repeated keys would be lost.
     */
    private static Parsed<Properties> read(String line) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IllegalArgumentException badEscape) {
            return new Parsed.Bad<>("has a \\u without four hexadecimal digits behind it");
        } catch (IOException impossible) {
            return new Parsed.Bad<>("cannot be read");
        }
        return new Parsed.Good<>(properties);
    }

    private static boolean add(List<Given> given, Properties one, String where) {
        one.stringPropertyNames()
                .forEach(name ->
                        given.add(new Given(name, name, one.getProperty(name).strip(), where)));
        return true;
    }

    /** On one line of bounded length, without control characters. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN_CHARS_MAX ? line : line.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
