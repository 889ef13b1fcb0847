package io.skein.foundation.settings;

import java.util.function.Function;

/**
 * How one kind of value is written. Reading what {@code show} wrote gives an equal value again.
 *
 * @param name for the reference page and the command line's help, like "duration"
 * @param parser reads a text without blanks around it; never throws
 * @param show writes a value in its shortest form
 */
public record ValueType<T>(
        String name, Function<String, Parsed<T>> parser, Function<T, String> show) {
    /** Reads a text; blanks around it do not count. */
    public Parsed<T> parse(String text) {
        return parser.apply(text.strip());
    }
}
