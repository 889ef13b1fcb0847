package io.skein.cli.text;

import java.io.IOException;

/**
 * Ends a command with one line for the person who typed it: what was wrong, and what to type next.
 * Never a bug, so it carries no stack.
 */
public final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    @SuppressWarnings("null") // the superclass asks for a cause, and there is none
    public Complaint(ExitCode code, String line) {
        super(line, null, false, false);
        this.code = code;
    }

    /** It did not work, and nothing is in doubt. */
    public static Complaint failed(String line) {
        return new Complaint(ExitCode.FAILED, line);
    }

    /** It was typed wrongly; nothing was tried. */
    public static Complaint usage(String line) {
        return new Complaint(ExitCode.USAGE, line);
    }

    /**
     * Standard output could not be written. If whoever read it has gone, as {@code head} does, that
     * is no failure and there is nothing to say.
     */
    public static Complaint unwritable(IOException thrown) {
        String why = String.valueOf(thrown.getMessage());
        boolean isClosed = why.contains("Broken pipe") || why.contains("Connection reset");
        return isClosed
                ? new Complaint(ExitCode.OK, "")
                : failed("cannot write to standard output: " + why);
    }

    /** How the process ends because of it. */
    public ExitCode code() {
        return code;
    }

    /** The line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
