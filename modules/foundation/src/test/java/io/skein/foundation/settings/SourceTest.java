package io.skein.foundation.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SourceTest {
    @Test
    void aPropertiesFileIsReadAsJavaReadsIt() {
        String text =
                """
                # a comment that ends in a backslash \\
                ! another

                log.dirs=/data/a,\\
                         /data/b
                node.id : 7
                  name   two words\t
                empty=
                odd=c:\\\\
                accent=caf\\u00e9
                """;
        assertEquals(
                List.of(
                        "log.dirs=/data/a,/data/b (f line 4)",
                        "node.id=7 (f line 6)",
                        "name=two words (f line 7)",
                        "empty= (f line 8)",
                        "odd=c:\\ (f line 9)",
                        "accent=café (f line 10)"),
                given(Source.properties("f", text)));
    }

    @Test
    void windowsLineEndsAndMissingLastOnesDoNoHarm() {
        Source source = Source.properties("f", "a=1\r\nb=2\\");
        assertEquals(List.of("a=1 (f line 1)", "b=2 (f line 2)"), given(source));
        assertEquals(List.of(), given(Source.properties("f", "")));
    }

    @Test
    void aBadEscapeIsToldWithItsLine() {
        Source source = Source.properties("f", "a=1\nb=\\u00zz");
        assertEquals(
                List.of("f line 2: has a \\u without four hexadecimal digits behind it"),
                source.problems());
        assertEquals(List.of("a=1 (f line 1)"), given(source));
    }

    @Test
    void variablesAreNamesInCapitals() {
        Map<String, String> variables =
                Map.of("SKEIN_LOG_DIRS", "/d", "SKEIN_BUILD", "never", "PATH", "/bin");
        Source source = Source.environment(variables, List.of("SKEIN_BUILD"));
        assertEquals(List.of("SKEIN_LOG_DIRS=/d (environment)"), given(source));
        assertEquals("log.dirs", source.given().get(0).name());
    }

    @Test
    void flagsAreKeysAndValues() {
        Source source = Source.flags(List.of("a=1=2", "b=", "c", "=d"));
        assertEquals(List.of("a=1=2 (--set)", "b= (--set)"), given(source));
        assertEquals(
                List.of(
                        "c (--set): not of the form key=value",
                        "=d (--set): not of the form key=value"),
                source.problems());
    }

    @Test
    void whatIsShownStaysOnOneShortLine() {
        Source source = Source.flags(List.of("a=1\n2\u001b[0m", "b=" + "x".repeat(500)));
        assertEquals("a=1?2?[0m (--set)", given(source).get(0));
        assertEquals("b=" + "x".repeat(98) + "… (--set)", given(source).get(1));
    }

    private static List<String> given(Source source) {
        return source.given().stream().map(Source.Given::toString).toList();
    }
}
