package io.skein.cli.client;

import io.skein.cli.text.Complaint;
import io.skein.cli.text.Shown;
import io.skein.client.producer.ProducerRecord;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands between the key and the value of a line. */
record KeySeparator(String text) {
    /** Reads it; {@code \t} is a tab, because shells make it hard to type one. */
    static final ValueType<KeySeparator> TYPE =
            new ValueType<>(
                    "separator",
                    text ->
                            text.isEmpty()
                                    ? new Parsed.Bad<>("not a separator: it is empty")
                                    : new Parsed.Good<>(
                                            new KeySeparator(text.replace("\\t", "\t"))),
                    KeySeparator::text);

    /** The key before the first separator and the value behind it. */
    ProducerRecord<byte[], byte[]> split(String topic, byte[] line, long number) {
        byte[] separator = text.getBytes(StandardCharsets.UTF_8);
        int last = line.length - separator.length;
        for (int at = 0; at <= last; at++) {
            int end = at + separator.length;
            if (Arrays.equals(line, at, end, separator, 0, separator.length)) {
                byte[] key = Arrays.copyOf(line, at);
                return ProducerRecord.of(topic, key, Arrays.copyOfRange(line, end, line.length));
            }
        }
        throw Complaint.failed(
                "line %d has no key separator '%s'".formatted(number, Shown.text(text)));
    }
}
