package io.skein.simulation;

/** What a power cut leaves of the sectors and names that were written but not synced. */
public enum Survival {
    /** All of it: the disk was just in time. */
    ALL,
    /** Nothing of it. */
    NONE,
    /** What was written first, up to some point. */
    PREFIX,
    /** What was written first, and the first bytes of one sector more. */
    TORN,
    /** Any of it, each sector and each name by itself. */
    SUBSET,
    /** The new length, with zeros or the old bytes where the new ones would be. */
    ZEROED,
    /** One of the others, drawn for each file. */
    DRAWN
}
