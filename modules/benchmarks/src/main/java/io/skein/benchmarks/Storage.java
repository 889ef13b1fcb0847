package io.skein.benchmarks;

import java.io.IOException;
import java.io.PrintStream;

/**
 * The storage and the records in this process, without a node, on real files. Each measurement
 * leaves the disk as it was for the next.
 */
final class Storage {
    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    Storage(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        int seconds = arguments.seconds();
        Result result = new Result().put("bench", "storage").put("seconds", seconds);
        result.put("batch_bytes", AppendStream.BATCH_BYTES);
        out.println("appending");
        new StorageAppend(seconds, place).putInto(result);
        out.println("reading");
        new StorageRead(seconds, place).putInto(result);
        out.println("checking");
        new StorageCheck(seconds).putInto(result);
        out.println("recovering");
        new StorageScan(seconds, place).putInto(result);
        out.println("committing");
        new StorageCommit(seconds, place).putInto(result);
        return result;
    }
}
