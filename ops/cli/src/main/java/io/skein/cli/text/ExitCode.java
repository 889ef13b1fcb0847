package io.skein.cli.text;

/**
 * How a command ends by itself, for scripts. The numbers never change. One that a signal ends, as a
 * node is stopped, returns what the JVM makes of it: 128 and the signal's number, 143 for SIGTERM.
 */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "failed, and nothing is in doubt"),
    USAGE(2, "typed wrongly, nothing was tried"),
    UNKNOWN(3, "the outcome, or part of it, is not known"),
    DAMAGED(4, "there are problems in the files that were checked"),
    NOT_YET(5, "it was answered, and the answer is: not yet");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process returns. */
    public int number() {
        return number;
    }

    /** For the footer of {@code --help}. */
    public String meaning() {
        return meaning;
    }
}
