package io.skein.cli.command;

import io.skein.foundation.settings.ValueType;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * An option or argument: how it is written, how its text is read, and what it means.
 *
 * @param names the long one first; an argument has none
 * @param label what stands for the value in the help
 */
public record Opt<T>(List<String> names, String label, ValueType<T> type, String meaning) {
    public Opt {
        names = List.copyOf(names);
    }

    /** An option with a value. */
    public static <T> Opt<T> of(String name, String label, ValueType<T> type, String meaning) {
        return new Opt<>(List.of(name), label, type, meaning);
    }

    /** The same with a short name too. */
    public Opt<T> also(String shortName) {
        return new Opt<>(List.of(names.getFirst(), shortName), label, type, meaning);
    }

    /** For the grammar of a command. */
    public OptionSpec spec() {
        return builder().type(Object.class).paramLabel(label).converters(converter()).build();
    }

    /** As {@link #spec}, for an option that may be given again and again. */
    public OptionSpec specOfMany() {
        return builder()
                .type(List.class)
                .auxiliaryTypes(Object.class)
                .paramLabel(label)
                .converters(converter())
                .build();
    }

    private OptionSpec.Builder builder() {
        return OptionSpec.builder(names.toArray(String[]::new)).description(meaning);
    }

    /** For the grammar of a command that takes it as an argument. */
    public PositionalParamSpec argument() {
        return argument("1");
    }

    /** As {@link #argument}, for one that may be left out. */
    public PositionalParamSpec optionalArgument() {
        return argument("0..1");
    }

    private PositionalParamSpec argument(String arity) {
        return PositionalParamSpec.builder()
                .index("0")
                .arity(arity)
                .required(arity.equals("1"))
                .type(Object.class)
                .paramLabel(label)
                .description(meaning)
                .converters(converter())
                .build();
    }

    /** An option without a value. */
    public static OptionSpec flag(String name, String meaning) {
        return OptionSpec.builder(name).type(boolean.class).arity("0").description(meaning).build();
    }

    private ITypeConverter<Object> converter() {
        return text ->
                type.parser()
                        .apply(text.strip())
                        .<Object>match(
                                value -> value,
                                problem -> {
                                    throw new TypeConversionException(
                                            "'" + text + "' is " + problem);
                                });
    }
}
