package io.skein.simulation;

import io.skein.foundation.Check;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An operation that changes a disk, so that it can be done whole, in part, or wrong. */
interface Change {
    /** Whether it makes something durable, and so fails in ways of its own. */
    default boolean isSync() {
        return false;
    }

    /** Whether it brings bytes of its own, which may come down elsewhere, or not at all. */
    default boolean isWrite() {
        return false;
    }

    /** How many bytes longer it makes a file. */
    default long growthBytes() {
        return 0;
    }

    void whole() throws IOException;

    /** Does some of it, drawn from {@code gen}; files grow by no more than {@code roomBytes}. */
    void partly(Gen gen, long roomBytes) throws IOException;

    /** What is left when it was a sync and failed. */
    default void failSync(DiskFault how, Gen gen) {}

    /** Seems to be done, when it is a write, and never gets to the platter. */
    default void lose(Gen gen) {
        throw Check.unreachable("not a write");
    }

    /** As {@link #lose}, and comes down elsewhere; false if there is nowhere else. */
    default boolean misdirect(FileTree tree, Gen gen) {
        throw Check.unreachable("not a write");
    }

    /** Something that may fail as file systems do. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Bytes into a file. */
    final class Write implements Change {
        private final SectorFile file;
        private final ByteBuffer from;
        private final long position;

        Write(SectorFile file, ByteBuffer from, long position) {
            this.file = file;
            this.from = from;
            this.position = position;
        }

        @Override
        public long growthBytes() {
            return Math.max(0, position + from.remaining() - file.length());
        }

        @Override
        public boolean isWrite() {
            return true;
        }

        @Override
        public void whole() {
            file.write(from, position, from.remaining());
        }

        @Override
        public void lose(Gen gen) {
            int count = from.remaining();
            whole();
            file.lose((int) position, count, gen.flag());
        }

        @Override
        public boolean misdirect(FileTree tree, Gen gen) {
            ByteBuffer bytes = ByteBuffer.allocate(from.remaining()).put(from.duplicate()).flip();
            lose(gen);
            return tree.land(bytes, file, (int) position, gen);
        }

        @Override
        public void partly(Gen gen, long roomBytes) {
            long most =
                    Math.max(0, Math.min(from.remaining(), file.length() + roomBytes - position));
            file.write(from, position, (int) gen.between(0, most));
        }
    }

    /** The sync of a file. */
    final class FileSync implements Change {
        private final SectorFile file;

        FileSync(SectorFile file) {
            this.file = file;
        }

        @Override
        public boolean isSync() {
            return true;
        }

        @Override
        public void whole() {
            file.sync();
        }

        @Override
        public void partly(Gen gen, long roomBytes) {
            file.syncPartly(gen);
        }

        @Override
        public void failSync(DiskFault how, Gen gen) {
            file.failSync(how, gen);
        }
    }

    /** The sync of a folder. */
    final class FolderSync implements Change {
        private final FileTree tree;
        private final Inode folder;

        FolderSync(FileTree tree, Inode folder) {
            this.tree = tree;
            this.folder = folder;
        }

        @Override
        public boolean isSync() {
            return true;
        }

        @Override
        public void whole() {
            tree.sync(folder);
        }

        @Override
        public void partly(Gen gen, long roomBytes) {
            if (gen.flag()) whole();
        }

        @Override
        public void failSync(DiskFault how, Gen gen) {
            tree.failSync(folder, gen);
        }
    }

    /** What happens as a whole or not at all: names, and the length of a file. */
    final class Atomic implements Change {
        private final Step step;
        private final long growthBytes;

        Atomic(Step step) {
            this(step, 0);
        }

        Atomic(Step step, long growthBytes) {
            this.step = step;
            this.growthBytes = growthBytes;
        }

        @Override
        public long growthBytes() {
            return growthBytes;
        }

        @Override
        public void whole() throws IOException {
            step.run();
        }

        @Override
        public void partly(Gen gen, long roomBytes) throws IOException {
            if (growthBytes <= roomBytes && gen.flag()) whole();
        }
    }
}
