package io.skein.server.boot;

import io.skein.server.settings.NodeSettings;
import io.skein.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files this process may have open. A data directory that met that end would have to be
 * given up, so its budgets stay far from it and leave room for connections.
 */
final class FileLimit {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT = Pattern.compile("(?m)^Max open files +([0-9]+) ");

    /** Each directory has a budget for writing and another for reading; half is for the rest. */
    private static final int SHARES = 4;

    private static final int FILES_MIN = 16;

    private FileLimit() {}

    /** The settings, with no more open files than the system lets this process have. */
    static NodeSettings applyTo(NodeSettings settings) {
        OptionalLong limit = limit();
        if (limit.isEmpty()) return settings;
        StorageSettings storage = settings.storage();
        int files = share(limit.getAsLong(), settings.logDirs().size());
        if (files >= storage.openFilesMax()) return settings;
        return settings.with(storage.withOpenFiles(files));
    }

    /** What one budget may be; the metadata log's directory counts like the others. */
    static int share(long limit, int directories) {
        return Math.clamp(limit / (SHARES * (directories + 1L)), FILES_MIN, Integer.MAX_VALUE);
    }

    private static OptionalLong limit() {
        try {
            return parse(Files.readString(LIMITS));
        } catch (IOException unknown) {
            // Only Linux tells it here; elsewhere the usual budget has to do.
            return OptionalLong.empty();
        }
    }

    /** The soft limit in what Linux says; empty if there is none. */
    static OptionalLong parse(String limits) {
        Matcher found = SOFT.matcher(limits);
        return found.find()
                ? OptionalLong.of(Long.parseLong(found.group(1)))
                : OptionalLong.empty();
    }
}
