package io.skein.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of one run's own, gone when the run is over, and the processes that work in it, gone
 * before. That holds too if this process is interrupted. One thread's, but for that.
 */
final class Workplace implements AutoCloseable {
    private final Path root;
    private final Path folder;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final Thread onExit = new Thread(this::clear);

    private Workplace(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /**
     * Makes the folder.
     *
     * @param root where {@code skein} lies
     * @param inside the folder to make it in; the build's if absent
     */
    static Workplace make(Path root, Optional<Path> inside) {
        Path parent = inside.orElse(root.resolve("modules/benchmarks/target"));
        try {
            Files.createDirectories(parent);
            Workplace made = new Workplace(root, Files.createTempDirectory(parent, "bench-"));
            Runtime.getRuntime().addShutdownHook(made.onExit);
            return made;
        } catch (IOException failed) {
            throw new BenchFailed("no folder can be made in " + parent + ": " + failed, failed);
        }
    }

    /** The command that users call. */
    String skein() {
        return root.resolve("skein").toString();
    }

    /** What starts a node on free ports, with its data in {@code folder} of this place. */
    ProcessBuilder dev(String folder, String... more) {
        List<String> words = new ArrayList<>(List.of("dev", "--port", "0"));
        words.addAll(List.of("--data-dir", file(folder).toString()));
        words.addAll(List.of(more));
        return skein(words.toArray(String[]::new));
    }

    /** What runs the command that users call. */
    ProcessBuilder skein(String... words) {
        List<String> command = new ArrayList<>(List.of(skein()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Which disk all this lies on, for people. */
    String fileSystem() {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.type() + " on " + store.name();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a process that ends with this one at the latest. */
    Process start(ProcessBuilder command) throws IOException {
        Process started = command.start();
        processes.add(started);
        CompletableFuture<Void> _ = started.onExit().thenAccept(processes::remove);
        return started;
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private void clear() {
        for (Process left : processes) left.destroyForcibly().onExit().join();
        remove(folder);
    }

    /** Removes a file, or a folder with all that is in it: its room is the next one's. */
    void remove(String name) {
        remove(file(name));
    }

    private static void remove(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) Files.deleteIfExists(each);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove " + path, failed);
        }
    }
}
