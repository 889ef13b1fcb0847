package io.skein.foundation.jdk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that tries to lock a file, says 1 if it could and 0 if not, and ends with its input.
 */
final class LockHolder {
    private LockHolder() {}

    static Other start(Path lock) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        String main = LockHolder.class.getName();
        return new Other(
                new ProcessBuilder(java.toString(), "-cp", classes, main, lock.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    record Other(Process process) implements AutoCloseable {
        /** To be asked once. */
        boolean holdsTheLock() throws IOException {
            return process.getInputStream().read() == '1';
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[0]);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            System.out.print(channel.tryLock() == null ? '0' : '1');
            System.out.flush();
            while (System.in.read() >= 0) {}
        }
    }
}
