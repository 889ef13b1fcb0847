import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.tools.DumpLogSegments;

/**
 * Lets Kafka's own dump look at every segment, index and snapshot of producers below a folder. Each
 * line that it would not print for sound files is a difference, and shown on standard error; only
 * logs whose name begins with {@code compacted} may lack records. There Kafka's dump also finds
 * fault with what Kafka's cleaner does: a time index may name a batch that lost its records since,
 * and has them no time. Prints files, batches, records, differences, batches without records,
 * entries of snapshots.
 */
class KafkaReads {
    private static final Pattern BATCH =
            Pattern.compile("baseOffset: .* count: (\\d+) .*isvalid: (true|false).*");
    private static final Pattern EXPECTED =
            Pattern.compile(
                    "Dumping .*|Log starting offset: \\d+|.* passed sanity check\\.|.*index is empty\\.|\\| offset: .*"
                            // It counts each file's first batch as one that follows no other.
                            + "|Non-consecutive offsets in .*|  -1 is followed by \\d+"
                            + "|producerId: \\d+ producerEpoch: \\d+ coordinatorEpoch: -?\\d+ .*"
                            + "|SLF4J: .*");

    private static final Pattern GAP =
            Pattern.compile(
                    "  \\d+ is followed by \\d+|Found timestamp mismatch in :.*"
                            + "|  Index timestamp: \\d+, log timestamp: -1");
    private static final Pattern PLACE =
            Pattern.compile("(Non-consecutive offsets|Found timestamp mismatch) in .*");
    private static final Pattern COMPACTED = Pattern.compile(".*/compacted-[^/]*/[^/]*");

    private final List<Path> files;
    private long batches;
    private long emptyBatches;
    private long producers;
    private boolean mayLack;
    private long counted;
    private long records;
    private long passed;
    private long differences;

    /** Kafka says so twice of each. */
    private final Set<String> empty = new TreeSet<>();

    private KafkaReads(List<Path> files) {
        this.files = files;
    }

    public static void main(String[] words) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(words[0]))) {
            Pattern ours = Pattern.compile("\\d{20}\\.(log|index|timeindex|snapshot)");
            List<Path> files =
                    all.filter(file -> ours.matcher(file.getFileName().toString()).matches())
                            .sorted()
                            .toList();
            new KafkaReads(files).run();
        }
    }

    private void run() throws IOException {
        dump(ending(".log"), "--deep-iteration");
        List<Path> indexes =
                files.stream().filter(file -> file.toString().endsWith("index")).toList();
        dump(indexes, "--verify-index-only");
        dump(indexes, "--index-sanity-check");
        // One by one: at the first that is not sound it ends.
        for (Path snapshot : ending(".snapshot")) dump(List.of(snapshot), "--print-data-log");
        if (counted != records) differ(counted + " records claimed, " + records + " found");
        if (passed + empty.size() != indexes.size()) differ(passed + " of " + indexes.size() + " indexes are sane");
        System.out.printf(
                "%d %d %d %d %d %d%n",
                files.size(), batches, records, differences, emptyBatches, producers);
    }

    private List<Path> ending(String kind) {
        return files.stream().filter(file -> file.toString().endsWith(kind)).toList();
    }

    private void dump(List<Path> some, String how) throws IOException {
        if (some.isEmpty()) return;
        String names = some.stream().map(Path::toString).collect(Collectors.joining(","));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream caught = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(caught);
            DumpLogSegments.main(new String[] {how, "--files", names});
        } catch (RuntimeException failed) {
            said.writeBytes((how + ": " + failed + "\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        said.toString(StandardCharsets.UTF_8).lines().forEach(this::line);
    }

    private void line(String line) {
        if (PLACE.matcher(line).matches()) mayLack = COMPACTED.matcher(line).matches();
        Matcher batch = BATCH.matcher(line);
        if (batch.matches()) {
            batches++;
            counted += Long.parseLong(batch.group(1));
            if (batch.group(1).equals("0")) emptyBatches++;
            if (batch.group(2).equals("false")) differ(line);
        } else if (!line.isBlank() && !isExpected(line)) {
            differ(line);
        }
        if (line.startsWith("producerId: ")) producers++;
        if (line.startsWith("| offset: ")) records++;
        if (line.endsWith(" passed sanity check.")) passed++;
        if (line.endsWith(" is empty.")) empty.add(line);
    }

    private boolean isExpected(String line) {
        return EXPECTED.matcher(line).matches() || mayLack && GAP.matcher(line).matches();
    }

    private void differ(String what) {
        differences++;
        System.err.println("Kafka: " + what);
    }
}
