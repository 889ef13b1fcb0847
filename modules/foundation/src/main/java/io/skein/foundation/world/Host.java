package io.skein.foundation.world;

/**
 * What the world gives to one node or client: its clock, lanes, disks and chance. The transport
 * comes beside it, since its type depends on what is said over it.
 */
public interface Host {
    Clock clock();

    /**
     * Makes and starts a lane.
     *
     * @param name for threads, metrics and traces; unique in this host
     * @param mailboxMax most tasks that {@link Lane#post} lets wait; those that have begun no
     *     longer count
     */
    Lane lane(String name, int mailboxMax);

    /** The data directory at {@code path}; made, with its parents, when it is first written to. */
    Disk disk(String path);

    /** A stream of random numbers of its own for each purpose. */
    Entropy entropy(String purpose);
}
