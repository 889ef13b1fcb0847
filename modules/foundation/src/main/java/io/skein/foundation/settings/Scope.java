package io.skein.foundation.settings;

/** What a setting is said of. */
public enum Scope {
    /** The process. */
    NODE,

    /** A topic; what a node says is the default for topics that say nothing. */
    TOPIC
}
