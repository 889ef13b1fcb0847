package io.skein.simulation;

/** How a host ends. */
public enum Death {
    /** The process dies: memory is lost, what was written to files is not. */
    KILL,
    /** The power goes: memory is lost, and of each disk what was not yet durable may be. */
    POWER_CUT
}
