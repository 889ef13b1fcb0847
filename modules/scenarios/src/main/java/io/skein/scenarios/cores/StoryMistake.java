package io.skein.scenarios.cores;

/** A story says something that cannot be understood or done: it is wrong, not the members. */
public final class StoryMistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryMistake(String what) {
        super(what);
    }
}
