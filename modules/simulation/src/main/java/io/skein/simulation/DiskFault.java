package io.skein.simulation;

/** What can go wrong with one operation that changes a disk. */
public enum DiskFault {
    /** Any part of it is done, then it fails. */
    WRITE_ERROR,
    /** There is no room, whatever the free bytes say; a sync or deletion is not affected. */
    FULL,
    /** A sync fails and what it covered is gone from memory too; the next sync succeeds. */
    SYNC_DROPS_PAGES,
    /** A sync fails; reads go on to show what is not on the platter. The next sync succeeds. */
    SYNC_KEEPS_PAGES,
    /** A sync fails; some sectors got to the platter, the rest is gone. The next sync succeeds. */
    SYNC_WRITES_PARTLY,
    /** A write is acknowledged and never gets to the platter, whatever is synced. */
    LOST,
    /** As {@link #LOST}, and its bytes come down elsewhere, in this file or another. */
    MISDIRECTED,
    /** It takes much longer. */
    SLOW,
    /** It takes so long that others must take the machine for dead. */
    HANG
}
