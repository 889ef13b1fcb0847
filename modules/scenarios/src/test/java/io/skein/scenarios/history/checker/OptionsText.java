package io.skein.scenarios.history.checker;

/** Reads options as a word each: those of {@link Options#STRICT}, but for what is said. */
final class OptionsText {
    private static final long MILLI = 1_000_000;

    private OptionsText() {}

    static Options read(String text) {
        Options options = Options.STRICT;
        for (String word : text.strip().split("\\s+", -1)) options = with(options, word);
        return options;
    }

    private static Options with(Options options, String word) {
        String[] parts = word.split("=", -1);
        long nanos = parts.length > 1 ? Long.parseLong(parts[1]) * MILLI : 0;
        Options.Bounds bounds = options.bounds();
        return switch (parts[0]) {
            case "retrying" -> options.with(new Options.Producers(false, true, true));
            case "unnumbered" -> options.with(new Options.Producers(false, false, true));
            case "unordered" -> options.with(new Options.Producers(true, false, false));
            case "unclean" -> options.with(new Options.Losses(true, false, 0, 0));
            case "cuts-too-many" -> options.with(new Options.Losses(false, true, 2, 1));
            case "cuts-few" -> options.with(new Options.Losses(false, true, 1, 1));
            case "compacted" -> options.with(new Options.Topics(true, false, Options.FOREVER));
            case "rebalances" -> options.with(new Options.Topics(false, true, Options.FOREVER));
            case "retention" -> options.with(new Options.Topics(false, false, nanos));
            case "fresh" -> options.with(bounds(bounds, 0, nanos));
            case "session" -> options.with(bounds(bounds, 1, nanos));
            case "unseen" -> options.with(bounds(bounds, 2, nanos));
            case "answer" -> options.with(bounds(bounds, 3, nanos));
            case "stall" -> options.with(bounds(bounds, 4, nanos));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Options.Bounds bounds(Options.Bounds before, int nth, long nanos) {
        return new Options.Bounds(
                nth == 0 ? nanos : before.freshnessNanos(),
                nth == 1 ? nanos : before.sessionNanos(),
                nth == 2 ? nanos : before.unseenNanos(),
                nth == 3 ? nanos : before.answerNanos(),
                nth == 4 ? nanos : before.stallNanos());
    }
}
