package io.skein.storage.inspect;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that somebody who looks after the files should know.
 *
 * @param isProblem false for what the next start puts right without any loss
 * @param file where it is
 * @param position of the byte in the file from which on it is so
 * @param offsets the records that it may concern
 * @param what in words
 */
public record Finding(
        boolean isProblem,
        Path file,
        OptionalLong position,
        Optional<Offsets> offsets,
        String what) {
    /** A range of offsets, both inclusive. */
    public record Offsets(long first, long last) {}

    static Finding problem(Path file, String what) {
        return new Finding(true, file, OptionalLong.empty(), Optional.empty(), what);
    }

    Finding at(long position) {
        return new Finding(isProblem, file, OptionalLong.of(position), offsets, what);
    }

    Finding of(long first, long last) {
        Optional<Offsets> range = Optional.of(new Offsets(first, Math.max(first, last)));
        return new Finding(isProblem, file, position, range, what);
    }

    Finding harmless() {
        return new Finding(false, file, position, offsets, what);
    }
}
