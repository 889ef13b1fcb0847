package io.skein.conformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who may use whom. Each rule fails if it finds nothing to look at. */
final class LayerRules {
    /** Packages of the server, each with those of its packages that it may use. */
    static final Map<String, List<String>> SERVER = server();

    private LayerRules() {}

    static JavaClasses read(List<Path> folders) {
        return new ClassFileImporter().importPaths(folders);
    }

    /** A module uses itself, the modules its layer allows, and libraries. */
    static ArchRule usesOnlyItsLayers(House.Part part) {
        String[] allowed =
                Stream.concat(part.mayUse().stream(), Stream.of(part.name()))
                        .map(name -> "io.skein." + name + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(part.root() + "..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.skein..").and(resideOutsideOfPackages(allowed)))
                .as(part.name() + " uses only " + part.mayUse());
    }

    /** All code of a module lies below its own package. */
    static ArchRule livesInItsPackage(House.Part part) {
        return classes().should().resideInAPackage(part.root() + "..");
    }

    static ArchRule noCircles() {
        return slices().matching("io.skein.(**)").should().beFreeOfCycles();
    }

    /** A package of the server uses itself and what {@link #SERVER} allows it, nothing else. */
    static ArchRule serverDirection(String name) {
        String[] forbidden =
                SERVER.keySet().stream()
                        .filter(other -> !other.equals(name) && !allows(name, other))
                        .map(LayerRules::serverPackage)
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(serverPackage(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .as("server." + name + " uses of the server only " + SERVER.get(name));
    }

    /** A new package of the server takes a place in the table before it takes code. */
    static ArchRule everyServerPackageHasAPlace() {
        String[] known = packages(SERVER.keySet().stream());
        return classes()
                .that()
                .resideInAPackage("io.skein.server..")
                .should()
                .resideInAnyPackage(known);
    }

    /** The wire is the business of endpoints, adapters and boot alone. */
    static ArchRule noTransportInSight() {
        String[] inner = packages(SERVER.keySet().stream().filter(name -> !touchesTheWire(name)));
        return noClasses()
                .that()
                .resideInAnyPackage(inner)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "io.skein.protocol..");
    }

    /** No reflection in our own code; generated code and the command line's options excepted. */
    static ArchRule noReflection() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("io.skein.protocol..", "io.skein.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .orShould()
                .callMethod(Class.class, "forName", String.class);
    }

    private static Map<String, List<String>> server() {
        Map<String, List<String>> uses = new TreeMap<>();
        uses.put("metadata", List.of());
        uses.put("replication", List.of("metadata"));
        uses.put("door", List.of("metadata"));
        uses.put("settings", List.of("metadata", "door"));
        uses.put("controller", List.of("metadata", "door", "settings"));
        uses.put("group", List.of("metadata", "door"));
        uses.put("broker", List.of("metadata", "door", "settings", "replication", "group"));
        uses.put("wire", List.of("metadata", "door"));
        uses.put("rpc", List.of("metadata", "door", "wire"));
        uses.put(
                "adapter",
                List.of(
                        "metadata",
                        "door",
                        "wire",
                        "settings",
                        "replication",
                        "controller",
                        "group",
                        "broker"));
        uses.put("boot", List.copyOf(uses.keySet()));
        return Collections.unmodifiableMap(uses);
    }

    private static boolean allows(String from, String to) {
        return SERVER.getOrDefault(from, List.of()).contains(to);
    }

    private static boolean touchesTheWire(String name) {
        return Arrays.asList("wire", "rpc", "adapter", "boot").contains(name);
    }

    private static String[] packages(Stream<String> names) {
        return names.map(LayerRules::serverPackage).toArray(String[]::new);
    }

    private static String serverPackage(String name) {
        return "io.skein.server." + name + "..";
    }
}
