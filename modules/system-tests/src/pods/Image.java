import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image, as its Containerfile says: what is where in it, and what it runs.
 *
 * @param from the folder that it copies
 * @param to where that is in a container
 * @param program what a container runs
 * @param path where a container looks for programs
 */
record Image(Path from, String to, String program, String path) {
    /** Reads the Containerfile of a folder. */
    static Image of(Path folder) throws IOException {
        String text = Files.readString(folder.resolve("Containerfile"));
        List<String> copy = find(text, "COPY (\\S+) (\\S+)");
        return new Image(
                folder.resolve(copy.get(0)),
                copy.get(1),
                find(text, "ENTRYPOINT \\[\"([^\"]+)\"]").getFirst(),
                find(text, "ENV PATH=(\\S+)").getFirst());
    }

    private static List<String> find(String text, String line) {
        Matcher found = Pattern.compile("^" + line + "$", Pattern.MULTILINE).matcher(text);
        if (!found.find()) throw new Faults.Failed("the Containerfile has no line like " + line);
        return found.toMatchResult().groupCount() == 1
                ? List.of(found.group(1))
                : List.of(found.group(1), found.group(2));
    }
}
