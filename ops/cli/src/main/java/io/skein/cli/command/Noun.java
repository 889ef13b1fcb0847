package io.skein.cli.command;

import java.util.List;

/** A word under which several commands stand, as {@code topics} does. */
public record Noun(String name, String description, List<Verb> verbs) {
    public Noun {
        verbs = List.copyOf(verbs);
    }
}
