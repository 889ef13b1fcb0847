package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core decides and does nothing else. A package of it is pure as a whole, but for classes named
 * {@code …Driver}: they stand between a core and its lane, and there is at most one in a package.
 */
class CoreRulesTest {
    private static final List<Core> CORES =
            List.of(
                    new Core("raft", "io/skein/raft/core"),
                    new Core("server", "io/skein/server/metadata"),
                    new Core("server", "io/skein/server/controller/plan"),
                    new Core("server", "io/skein/server/replication"));

    @TempDir Path folder;

    @TestFactory
    List<DynamicTest> aCoreTouchesNoWorld() {
        return CORES.stream()
                .filter(core -> core.home().hasCode())
                .map(core -> DynamicTest.dynamicTest(core.path(), () -> check(core)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long f() { return System.nanoTime(); }",
                "long f() { return System.currentTimeMillis(); }",
                "Object f() { return java.time.Instant.now(); }",
                "java.time.Clock clock;",
                "Thread thread;",
                "java.util.List<Thread> threads;",
                "java.util.function.LongSupplier f = System::nanoTime;",
                "double f() { return Math.random(); }",
                "java.util.Random random;",
                "Object f() { return new java.util.SplittableRandom(); }",
                "Object f() { return java.util.UUID.randomUUID(); }",
                "int f(java.io.InputStream in) throws Exception { return in.read(); }",
                "void f(java.nio.channels.FileChannel file) {}",
                "void f() { System.out.println(); }",
                "java.util.concurrent.CompletableFuture<String> f;",
                "java.util.concurrent.locks.Lock lock;",
                "synchronized void f() {}",
                "void f() { synchronized (this) { hashCode(); } }",
                "void f() throws Exception { wait(); }",
                "System.Logger log;",
                "Object f = java.util.Map.of(1, 2);",
                "Object f = new java.util.HashSet<String>();",
                "String f() { return System.getenv(\"HOME\"); }",
            })
    void touchingTheWorldBites(String body) throws IOException {
        assertFalse(broken(body).isEmpty(), body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long f(long nowNanos) { return nowNanos +"
                        + " java.time.Duration.ofMillis(1).toNanos(); }",
                "Object f = new java.util.TreeMap<String, String>();",
                "record R(int a, String b) {}",
                "Runnable f(int x) { return () -> { throw new IllegalStateException(\"at \" + x);"
                        + " }; }",
                "long f() { return new java.util.SplittableRandom(7).nextLong(); }",
                "void f(byte[] a) { System.arraycopy(a, 0, a, 1, 1); }",
                "int f(java.nio.ByteBuffer b) { return b.getInt(0); }",
                "enum E { A, B } int f(E e) { return switch (e) { case A -> 1; case B -> 2; }; }",
            })
    void pureCodePasses(String body) throws IOException {
        assertEquals(List.of(), broken(body));
    }

    private List<String> broken(String body) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        Example.compile(classes, "package io.skein.raft.core; class Member { " + body + " }");
        return CoreRules.broken(House.files(classes, ".class").toList());
    }

    private static void check(Core core) throws IOException {
        List<Path> all = core.classFiles().toList();
        assertFalse(all.isEmpty(), core.path() + " has no classes; has it been renamed?");
        List<Path> pure = all.stream().filter(file -> !isDriver(file)).toList();
        assertEquals(List.of(), CoreRules.broken(pure));
        long drivers =
                all.stream()
                        .filter(CoreRulesTest::isDriver)
                        .map(CoreRulesTest::topLevel)
                        .distinct()
                        .count();
        assertFalse(drivers > 1, core.path() + " has more than one driver");
    }

    private static boolean isDriver(Path file) {
        return topLevel(file).endsWith("Driver");
    }

    private static String topLevel(Path file) {
        return file.getFileName().toString().split("[$.]", 2)[0];
    }

    /** A package that must be pure. */
    private record Core(String module, String path) {
        House.Part home() {
            return House.PARTS.stream()
                    .filter(p -> p.name().equals(module))
                    .findFirst()
                    .orElseThrow();
        }

        Stream<Path> classFiles() {
            return House.files(home().classes().resolve(path), ".class");
        }
    }
}
