package io.skein.storage;

import io.skein.foundation.Check;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a log within a data directory, and its folder: {@code topic-partition}, or {@code
 * topic~id-partition} where another topic of that name still has its folders. The topic's name has
 * passed the allow-list before it comes here; this type only guards against names that are paths.
 */
public record LogName(String topic, int partition) implements Comparable<LogName> {
    private static final int TOPIC_LENGTH_MAX = 249;
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9._-]+(~[a-zA-Z0-9_-]+)?");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");

    public LogName {
        Check.that(isPlain(topic), "a topic's name is a plain file name");
        Check.that(partition >= 0, "partitions are numbered from zero", partition);
    }

    /** Empty unless {@code folder} is exactly what {@link #folder()} gives for some log. */
    public static Optional<LogName> parse(String folder) {
        int dash = folder.lastIndexOf('-');
        if (dash <= 0 || folder.length() - dash > 10) return Optional.empty();
        String topic = folder.substring(0, dash);
        String digits = folder.substring(dash + 1);
        if (!isPlain(topic) || !NUMBER.matcher(digits).matches()) return Optional.empty();
        return Optional.of(new LogName(topic, Integer.parseInt(digits)));
    }

    /** The log's folder inside the data directory. */
    public String folder() {
        return topic + "-" + partition;
    }

    @Override
    public int compareTo(LogName other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }

    @Override
    public String toString() {
        return folder();
    }

    private static boolean isPlain(String topic) {
        return topic.length() <= TOPIC_LENGTH_MAX
                && PLAIN.matcher(topic).matches()
                && !topic.equals(".")
                && !topic.equals("..");
    }
}
