import io.skein.client.producer.Acks;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.foundation.PartitionId;
import io.skein.scenarios.history.ops.Content;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends records to all partitions, at an even pace, with acks=all. A thread of its own. */
final class Writer implements AutoCloseable {
    private final int process;
    private final Scene scene;
    private final Pace pace;
    private final Producer<byte[], byte[]> producer;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean isOver;
    private long next;

    /**
     * How it writes.
     *
     * @param nanos from one time to the next
     * @param records so many each time to each partition
     * @param bytes of a record's value
     * @param patience when to give a record up
     */
    record Pace(long nanos, int records, int bytes, Duration patience) {}

    private Writer(int process, Scene scene, Pace pace) {
        this.process = process;
        this.scene = scene;
        this.pace = pace;
        // No two writers send the same number.
        this.next = (long) process << 32;
        this.producer =
                Producer.create(
                        ProducerSettings.builder()
                                .bootstrap(scene.bootstrap())
                                .acks(Acks.ALL)
                                .deliveryTimeout(pace.patience())
                                .build());
    }

    static Writer begin(int process, Scene scene, Pace pace) {
        Writer writer = new Writer(process, scene, pace);
        writer.thread.start();
        return writer;
    }

    private void run() {
        long due = System.nanoTime();
        while (!isOver) {
            for (int i = 0; i < pace.records(); i++) {
                for (int each = 0; each < scene.topic().partitions(); each++) send(each);
            }
            due += pace.nanos();
            long left = due - System.nanoTime();
            if (left > 0) LockSupport.parkNanos(left);
        }
    }

    private void send(int partition) {
        PartitionId home = scene.topic().home(partition);
        long number = next++;
        byte[] value = Content.of(number, home, pace.bytes());
        producer.send(
                ProducerRecord.<byte[], byte[]>of(scene.topic().name(), value)
                        .withPartition(partition),
                scene.chronicle().sent(process, home, number));
    }

    /** Sends no more; returns when it is known of all what became of them. */
    void end() throws InterruptedException {
        isOver = true;
        thread.join();
        producer.flush();
    }

    @Override
    public void close() {
        isOver = true;
        producer.close(Duration.ZERO);
    }
}
