package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The layers between modules and inside the server, and that no packages go in circles. */
class LayerRulesTest {
    private static final List<House.Part> BUILT =
            House.PARTS.stream().filter(House.Part::hasCode).toList();
    private static final JavaClasses ALL =
            LayerRules.read(BUILT.stream().map(House.Part::classes).toList());

    @TempDir Path folder;

    @Test
    void thereIsCodeToLookAt() {
        assertFalse(BUILT.isEmpty(), "no module is compiled");
    }

    @TestFactory
    List<DynamicTest> aModuleUsesOnlyItsLayers() {
        return BUILT.stream()
                .map(part -> DynamicTest.dynamicTest(part.name(), () -> check(part)))
                .toList();
    }

    @Test
    void noPackagesGoInCircles() {
        LayerRules.noCircles().check(ALL);
    }

    @Test
    void noReflection() {
        LayerRules.noReflection().check(ALL);
    }

    @TestFactory
    List<DynamicTest> theServersPackagesUseEachOtherInOneDirection() {
        if (!ALL.containPackage("io.skein.server")) return List.of();
        return LayerRules.SERVER.keySet().stream()
                .filter(name -> ALL.containPackage("io.skein.server." + name))
                .map(name ->
                        DynamicTest.dynamicTest(
                                name, () -> LayerRules.serverDirection(name).check(ALL)))
                .toList();
    }

    @Test
    void theServersInsideKnowsNoTransport() {
        if (!ALL.containPackage("io.skein.server")) return;
        LayerRules.noTransportInSight().check(ALL);
        LayerRules.everyServerPackageHasAPlace().check(ALL);
    }

    @Test
    void everyModuleSaysInItsPomWhatItMayUse() throws IOException {
        for (House.Part part : House.PARTS) {
            String pom = Files.readString(part.folder().resolve("pom.xml"));
            assertTrue(pom.contains("<bannedDependencies>"), part.name());
        }
    }

    @Test
    void aWrongLayerBites() throws IOException {
        House.Part raft = new House.Part(folder, "raft", Set.of("foundation"));
        ArchRule rule = LayerRules.usesOnlyItsLayers(raft);
        String storage = "package io.skein.storage; public class Log {}";
        bites(rule, storage, "package io.skein.raft; class Member { io.skein.storage.Log log; }");
        holds(rule, storage, "package io.skein.raft; class Member { String log; }");
    }

    @Test
    void codeOutsideTheModulesPackageBites() throws IOException {
        ArchRule rule = LayerRules.livesInItsPackage(new House.Part(folder, "raft", Set.of()));
        bites(rule, "package io.skein.elsewhere; class Lost {}");
    }

    @Test
    void aCircleBites() throws IOException {
        String there = "package io.skein.a.b; public class B { io.skein.a.A a; }";
        bites(
                LayerRules.noCircles(),
                "package io.skein.a; public class A { io.skein.a.b.B b; }",
                there);
        holds(LayerRules.noCircles(), "package io.skein.a; public class A { }", there);
    }

    @Test
    void aStepUpInsideTheServerBites() throws IOException {
        String boot = "package io.skein.server.boot; public class Boot {}";
        bites(
                LayerRules.serverDirection("door"),
                boot,
                "package io.skein.server.door; class Door { io.skein.server.boot.Boot boot; }");
        bites(
                LayerRules.everyServerPackageHasAPlace(),
                "package io.skein.server.misc; class Drawer {}");
    }

    @Test
    void aTransportInsideTheServerBites() throws IOException {
        bites(
                LayerRules.noTransportInSight(),
                "package io.grpc; public class Status {}",
                "package io.skein.server.door; class Door { io.grpc.Status status; }");
    }

    @Test
    void reflectionBites() throws IOException {
        bites(
                LayerRules.noReflection(),
                "package io.skein.raft; class R { Object f() throws Exception {"
                        + " return Class.forName(\"x\").getMethods()[0]; } }");
    }

    @Test
    void nothingToLookAtBites() throws IOException {
        House.Part raft = new House.Part(folder, "raft", Set.of("foundation"));
        bites(LayerRules.usesOnlyItsLayers(raft), "package io.skein.storage; class Log {}");
    }

    private static void check(House.Part part) {
        JavaClasses classes = LayerRules.read(List.of(part.classes()));
        LayerRules.livesInItsPackage(part).check(classes);
        LayerRules.usesOnlyItsLayers(part).check(classes);
    }

    private void bites(ArchRule rule, String... sources) throws IOException {
        assertTrue(breaks(rule, sources), rule.getDescription());
    }

    private void holds(ArchRule rule, String... sources) throws IOException {
        assertFalse(breaks(rule, sources), rule.getDescription());
    }

    private boolean breaks(ArchRule rule, String... sources) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        try {
            rule.check(LayerRules.read(List.of(Example.compile(classes, sources))));
            return false;
        } catch (AssertionError expected) {
            return true;
        }
    }
}
