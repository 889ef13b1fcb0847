import io.skein.foundation.Uuid;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Clients beside a node, in a process of their own: they write, read and ask by that node until
 * their input ends, and leave what they did in a file. Says so once something is acknowledged.
 */
final class Side {
    /** What is not acknowledged soon is given up, so that its outcome is told while cut off. */
    private static final Writer.Pace PACE =
            new Writer.Pace(20_000_000, 1, 100, Duration.ofSeconds(5));

    private static final int ASKERS = 200;

    private Side() {}

    /** Who writes beside a node; the reader has the next number. */
    static int writer(int node) {
        return 10 * node;
    }

    /** Who asks beside a node. */
    static int asker(int node) {
        return ASKERS + node;
    }

    public static void main(String[] words) throws Exception {
        int node = Integer.parseInt(words[0]);
        String address = words[1];
        Topic topic =
                new Topic(words[2], Uuid.parse(words[3]).orElseThrow(), Integer.parseInt(words[4]));
        Chronicle chronicle = new Chronicle();
        run(node, new Scene(topic, List.of(address), chronicle));
        write(chronicle, Path.of(words[5]));
        System.exit(0);
    }

    private static void run(int node, Scene scene) throws Exception {
        int first = writer(node);
        String address = scene.addresses().getFirst();
        try (Caller caller = new Caller(node, address);
                Reader reader = Reader.begin(first + 1, scene);
                Asker asker = Asker.begin(ASKERS, scene, () -> List.of(caller));
                Writer writer = Writer.begin(first, scene, PACE)) {
            scene.chronicle().awaitFlow(scene.topic());
            System.out.println("writing");
            while (System.in.read() >= 0) {}
            writer.end();
            reader.check();
        }
    }

    private static void write(Chronicle chronicle, Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            Letters.write(chronicle.history(), out);
        }
    }
}
