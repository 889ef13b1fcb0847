package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Small sources that break a rule, so that each rule is seen to bite. */
final class Example {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private Example() {}

    /** One source text as the compiler takes it, named by the type it declares first. */
    static JavaFileObject source(String text) {
        String path = (first(PACKAGE, text) + "." + first(TYPE, text)).replace('.', '/');
        URI name = URI.create("string:///" + path + ".java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** Compiles sources into class files below {@code folder}. */
    static Path compile(Path folder, String... sources) throws IOException {
        Files.createDirectories(folder);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = Arrays.stream(sources).map(Example::source).toList();
        try (StandardJavaFileManager out =
                compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> options = List.of("-d", folder.toString(), "-proc:none");
            assertTrue(compiler.getTask(null, out, null, options, null, files).call(), "compiles");
        }
        return folder;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "Nameless";
    }
}
