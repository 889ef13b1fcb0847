package io.skein.cli.text;

import java.util.Optional;

/** Which Skein this is, as its build wrote into the jar. */
public final class Version {
    private Version() {}

    /** As in "0.1.0". */
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }
}
