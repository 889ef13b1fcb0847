package io.skein.storage;

/** Hears how far the recovery of a log has come, now and then, on the owner's lane. */
@FunctionalInterface
public interface Progress {
    void at(long bytesDone, long bytesTotal);
}
