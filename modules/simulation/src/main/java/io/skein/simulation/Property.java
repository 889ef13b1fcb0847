package io.skein.simulation;

/** Something that must hold whatever is drawn; says that it does not by throwing anything. */
@FunctionalInterface
public interface Property {
    void holdsFor(Gen gen) throws Exception;
}
