/** The metadata quorum: a pure core that decides, and a driver that does. */
module io.skein.raft {
    requires static org.jspecify;
    requires transitive io.skein.foundation;

    exports io.skein.raft;
    exports io.skein.raft.core;
}
