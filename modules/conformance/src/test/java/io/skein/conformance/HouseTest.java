package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How the modules are compiled: for which Java, how strictly, and which of them are modules. */
class HouseTest {
    /** What users put on a class path of their own, which may be that of an older Java. */
    private static final Set<String> FOR_JAVA_17 =
            Set.of("foundation", "records", "protocol", "client");

    private static final Set<String> DESCRIBED = Set.of("foundation", "records", "raft", "storage");

    private static final List<String> STRICT =
            List.of(
                    "<arg>-Xlint:all,",
                    "<arg>-Werror</arg>",
                    "-Xplugin:ErrorProne",
                    "-Xep:NullAway:ERROR",
                    "-XepOpt:NullAway:OnlyNullMarked=true",
                    "-XepOpt:NullAway:JSpecifyMode=true",
                    "<dependencyConvergence/>",
                    "<requirePluginVersions/>");

    @Test
    void clientsAreForJava17AndAllElseForJava25() throws IOException {
        for (House.Part part : House.PARTS) {
            int expected =
                    FOR_JAVA_17.contains(part.name())
                            ? ClassFile.JAVA_17_VERSION
                            : ClassFile.JAVA_25_VERSION;
            List<Path> classes = House.files(part.classes(), ".class").toList();
            for (Path file : classes) {
                int found = ClassFile.of().parse(Files.readAllBytes(file)).majorVersion();
                assertEquals(expected, found, file.toString());
            }
        }
    }

    @Test
    void fourModulesDescribeThemselves() {
        Set<String> described =
                House.PARTS.stream()
                        .filter(part ->
                                Files.exists(
                                        part.folder().resolve("src/main/java/module-info.java")))
                        .map(House.Part::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(DESCRIBED), described);
    }

    @Test
    void theCompilerIsStrictAndNoModuleLoosensIt() throws IOException {
        String parent = Files.readString(House.root().resolve("pom.xml"));
        for (String option : STRICT) assertTrue(parent.contains(option), option);
        for (House.Part part : House.PARTS) {
            String pom = Files.readString(part.folder().resolve("pom.xml"));
            for (String loose : List.of("compilerArg", "failOnWarning", "<skip>", "showWarnings")) {
                assertFalse(pom.contains(loose), part.name() + " has " + loose);
            }
        }
    }

    /** A pom that the table of layers does not know is a module that no rule looks at. */
    @Test
    void everyModuleHasAPlaceInTheHouse() throws IOException {
        String parent = Files.readString(House.root().resolve("pom.xml"));
        List<String> known = new ArrayList<>();
        for (House.Part part : House.PARTS) {
            known.add("<module>" + House.root().relativize(part.folder()) + "</module>");
        }
        List<String> listed =
                parent.lines().map(String::strip).filter(l -> l.startsWith("<module>")).toList();
        assertEquals(new TreeSet<>(listed), new TreeSet<>(known));
    }
}
