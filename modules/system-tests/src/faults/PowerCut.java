import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Shuts a file system down from below: from then on nothing reaches its disk, and every call ends
 * with an error until it is mounted anew. Only ext4 and XFS can do it.
 */
final class PowerCut {
    /** {@code _IOR('X', 125, __u32)}, of both. */
    private static final long SHUTDOWN = 0x8004587DL;

    private static final int READ_ONLY = 0;
    private static final Linker LINKER = Linker.nativeLinker();

    /** What becomes of changes of names and lengths that are in the journal's memory. */
    enum Journal {
        /** They are written first, and the data that they speak of is not. */
        FLUSHED(1),
        LOST(2);

        private final int flag;

        Journal(int flag) {
            this.flag = flag;
        }
    }

    private PowerCut() {}

    static void of(Path folder, Journal journal) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle open =
                    call(
                            "open",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT));
            MethodHandle control =
                    call(
                            "ioctl",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS));
            MethodHandle close =
                    call(
                            "close",
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int file = (int) open.invokeExact(arena.allocateFrom(folder.toString()), READ_ONLY);
            MemorySegment flag = arena.allocateFrom(ValueLayout.JAVA_INT, journal.flag);
            int answer = (int) control.invokeExact(file, SHUTDOWN, flag);
            int unused = (int) close.invokeExact(file);
            if (file < 0 || answer != 0) {
                throw new Faults.Cannot("the file system of " + folder + " cannot be shut down");
            }
        } catch (Faults.Cannot refused) {
            throw refused;
        } catch (Throwable broken) {
            throw new Faults.Cannot("no power can be cut from this JVM: " + broken);
        }
    }

    private static MethodHandle call(String name, FunctionDescriptor shape) {
        // The first two arguments of open and ioctl have a type; what comes behind has none.
        Linker.Option[] options =
                name.equals("close")
                        ? new Linker.Option[0]
                        : new Linker.Option[] {Linker.Option.firstVariadicArg(2)};
        MemorySegment address = LINKER.defaultLookup().find(name).orElseThrow();
        return LINKER.downcallHandle(address, shape, options);
    }
}
