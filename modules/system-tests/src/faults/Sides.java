import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Clients beside every node, each in a process of its own, which this one takes along. */
final class Sides implements AutoCloseable {
    private final Path folder;
    private final TreeMap<Integer, Process> running = new TreeMap<>();

    private Sides(Path folder) {
        this.folder = folder;
    }

    /** Returns when all of them write. */
    static Sides begin(Path folder, Cluster cluster, Topic topic) throws IOException {
        Sides sides = new Sides(folder);
        for (int node : Cluster.NUMBERS) sides.begin(node, cluster, topic);
        for (Process each : sides.running.values()) {
            if (each.inputReader().readLine() == null) {
                throw new Faults.Failed("clients beside a node have ended by themselves");
            }
        }
        return sides;
    }

    private void begin(int node, Cluster cluster, Topic topic) throws IOException {
        List<String> words = new ArrayList<>(cluster.place(node).within());
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
        words.add("-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider");
        words.add("-Dslf4j.internal.verbosity=WARN");
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "Side"));
        words.add(Integer.toString(node));
        words.add(cluster.addresses().get(node - 1));
        words.addAll(List.of(topic.name(), topic.id().toString()));
        words.add(Integer.toString(topic.partitions()));
        words.add(letter(node).toString());
        running.put(
                node,
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private Path letter(int node) {
        return folder.resolve("side-" + node);
    }

    /** Ends them, and adds what they did. */
    void end(Chronicle chronicle) throws IOException {
        for (Process each : running.values()) each.getOutputStream().close();
        for (int node : running.keySet()) {
            int code = running.get(node).onExit().join().exitValue();
            if (code != 0) throw new Faults.Failed("clients beside node " + node + " failed");
            try (DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(Files.newInputStream(letter(node))))) {
                Letters.read(in).forEach(chronicle::add);
            }
        }
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
        running.values().forEach(each -> each.onExit().join());
    }
}
