/** Identifiers, checks, settings and the five interfaces to the world. Depends on the JDK only. */
module io.skein.foundation {
    requires static org.jspecify;

    exports io.skein.foundation;
    exports io.skein.foundation.jdk;
    exports io.skein.foundation.settings;
    exports io.skein.foundation.world;
}
