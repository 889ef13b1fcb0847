package io.skein.cli.text;

/**
 * Text that came from elsewhere, made safe to show: a name must not be able to move the cursor,
 * change colours or turn the direction of what stands beside it.
 */
public final class Shown {
    private Shown() {}

    /** The same on one line, with every character that does something written as an escape. */
    public static String text(String raw) {
        StringBuilder shown = new StringBuilder(raw.length());
        raw.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (acts(point)) {
            shown.append(point <= 0xFF ? "\\x%02x".formatted(point) : "\\u{%x}".formatted(point));
        } else {
            shown.appendCodePoint(point);
        }
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
