package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import io.skein.conformance.Source.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Size, names and habits of the sources, from their syntax alone. Generated code is not ours. */
class TidyTest {
    private static final List<Source> MAIN = Source.files(House.sources("src/main/java"));
    private static final List<Source> TESTS = Source.files(House.sources("src/test/java"));
    private static final Pattern SLEEP = Pattern.compile("(.*\\.)?(sleep|parkNanos)");

    @Test
    void thereAreSourcesToLookAt() {
        assertFalse(MAIN.isEmpty(), "no sources");
        assertFalse(TESTS.isEmpty(), "no tests");
    }

    @Test
    void shape() {
        assertEquals("", report(MAIN, ShapeRules::check));
    }

    @Test
    void names() {
        assertEquals("", report(MAIN, NameRules::check));
    }

    @Test
    void habits() {
        assertEquals("", report(MAIN, HabitRules::check));
    }

    @Test
    void testsHaveShapeToo() {
        assertEquals("", report(TESTS, ShapeRules::check));
    }

    @Test
    void testsDoNotSleep() {
        assertEquals("", report(TESTS, TidyTest::sleeps));
    }

    /** NullAway looks only where it is told to. */
    @Test
    void everyPackageIsNullMarked() throws IOException {
        Set<Path> packages =
                House.sources("src/main/java").stream()
                        .filter(file -> !file.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .collect(Collectors.toSet());
        List<Path> unmarked = new ArrayList<>();
        for (Path folder : packages) {
            Path description = folder.resolve("package-info.java");
            boolean marked =
                    Files.exists(description)
                            && Files.readString(description).contains("@NullMarked");
            if (!marked) unmarked.add(folder);
        }
        assertEquals(List.of(), unmarked);
    }

    @ParameterizedTest
    @MethodSource("badShapes")
    void aBadShapeBites(String source) {
        assertFalse(ShapeRules.check(Source.text(source)).isEmpty(), source);
    }

    static Stream<String> badShapes() {
        return Stream.of(
                "package a; class A {\n" + "// x\n".repeat(300) + "}",
                "package a; class A { // " + "x".repeat(100) + "\n}",
                "package a; class A { void f() {\n" + "f();\n".repeat(40) + "} }",
                "package a; class A { void f(int a) { switch (a) {\n"
                        + "case 1 -> {}\n".repeat(60)
                        + "}}}",
                "package a; class A { void f(int a, int b, int c, int d, int e) {} }",
                "package a; class A { A(int a, int b, int c, int d, int e) {} }",
                "package a; record A(int x) { void f(int a, int b, int c, int d, int e) {} }");
    }

    @ParameterizedTest
    @MethodSource("goodShapes")
    void aGoodShapePasses(String source) {
        assertEquals(List.of(), ShapeRules.check(Source.text(source)));
    }

    static Stream<String> goodShapes() {
        return Stream.of(
                "package a; class A {\n" + "// x\n".repeat(298) + "}",
                "package a; class A { void f() {\n" + "f();\n".repeat(38) + "} }",
                "package a; class A { void f(int a) { switch (a) {\n"
                        + "case 1 -> {}\n".repeat(58)
                        + "}}}",
                "package a; record A(int a, int b, int c, int d, int e) {}",
                "package a; record A(int a) { A(int a, int b, int c, int d, int e) { this(a); } }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** C. */ class TopicManager {}",
                "/** C. */ interface StringUtils {}",
                "/** C. */ record LogImpl() {}",
                "/** C. */ class A { enum PartitionInfo { } }",
                "/** C. */ class AbstractLog {}",
                "/** C. */ class TopicData {}",
                "class NoComment {}",
            })
    void aBadNameBites(String source) {
        assertFalse(NameRules.check(Source.text("package a; " + source)).isEmpty(), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Metadata", "DataDirectory", "Utilization", "Implies", "Informed"})
    void aWordWithinAWordPasses(String name) {
        String source = "package a; /** C. */ class " + name + " {}";
        assertEquals(List.of(), NameRules.check(Source.text(source)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object f() { return null; }",
                "void f() { f(null); }",
                "Object o = null;",
                "static int n;",
                "static final java.util.List<String> L = new java.util.ArrayList<>();",
                "static final AtomicLong N = new AtomicLong();",
                "protected int n;",
                "protected void f() {}",
                "static abstract class B {}",
                "int f(Object o) { return switch (o) { case String s -> 1; default -> 2; }; }",
                "void f(R r) { switch (r) { case R(int a) -> {} default -> {} } }",
                "void f(Object o) { switch (o) { case String s -> {} case null, default -> {} } }",
            })
    void aBadHabitBites(String body) {
        assertFalse(habits(body).isEmpty(), body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean f(java.util.Map<String, String> m) { return m.get(\"a\") != null; }",
                "/** Foreign. */ @SuppressWarnings(\"null\") Object f() { return g(null); }",
                "static final int N = 1;",
                "static final java.util.List<String> L = java.util.List.of();",
                "int f(R r) { return switch (r) { case R(int a) -> a; }; }",
                "int f(int a) { return switch (a) { case 1 -> 2; default -> 3; }; }",
                "void f() { int n = 0; Object o = new java.util.ArrayList<String>(); }",
                "abstract interface B { void f(); }",
            })
    void aGoodHabitPasses(String body) {
        assertEquals(List.of(), habits(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(1);",
                "TimeUnit.SECONDS.sleep(1);",
                "LockSupport.parkNanos(1);"
            })
    void aSleepBites(String call) {
        String source = "package a; class A { void f() throws Exception { " + call + " } }";
        assertEquals(1, sleeps(Source.text(source)).size());
    }

    private static List<Finding> habits(String body) {
        return HabitRules.check(
                Source.text("package a; class A { record R(int a) {} " + body + " }"));
    }

    private static List<Finding> sleeps(Source source) {
        List<Finding> findings = new ArrayList<>();
        new TreeScanner<Void, List<Finding>>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, List<Finding> found) {
                if (SLEEP.matcher(call.getMethodSelect().toString()).matches()) {
                    found.add(source.finding(call, "sleeps"));
                }
                return super.visitMethodInvocation(call, found);
            }
        }.scan(source.unit(), findings);
        return findings;
    }

    private static String report(List<Source> sources, Function<Source, List<Finding>> rule) {
        return sources.stream()
                .flatMap(source -> rule.apply(source).stream())
                .map(Finding::toString)
                .collect(Collectors.joining("\n"));
    }
}
