import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the nodes of a run log, each in a file in its folder. */
final class Logs {
    private static final int LINES_MAX = 15;

    private Logs() {}

    static Path of(Path folder, int node) {
        return folder.resolve("node-" + node + ".log");
    }

    /** What a node has logged since it was last told to stop; all of it if it does not say so. */
    static List<String> sinceStopping(Path folder, int node) throws IOException {
        List<String> all = Files.readAllLines(of(folder, node));
        int from = all.size();
        while (from > 0 && !all.get(from - 1).endsWith(" stopping")) from--;
        return all.subList(Math.max(0, from - 1), all.size());
    }

    /** What all of them logged last. */
    static List<String> last(Path folder) {
        List<String> last = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> logs =
                    files.filter(each -> each.toString().endsWith(".log")).sorted().toList();
            for (Path log : logs) {
                String name = log.getFileName().toString().replace(".log", "");
                List<String> all = Files.readAllLines(log);
                all.subList(Math.max(0, all.size() - LINES_MAX), all.size())
                        .forEach(line -> last.add(name + " | " + line));
            }
        } catch (IOException none) {
            last.add("there are no logs: " + none.getMessage());
        }
        return last;
    }
}
