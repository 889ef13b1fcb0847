package io.skein.server.boot;

import io.skein.storage.RoomNews;

/** Hears of a node that starts and goes on well; what is amiss fails the test. */
class QuietNews implements NodeNews {
    @Override
    public void onStarted() {}

    @Override
    public void onWaiting(String sentence) {}

    @Override
    public void onRefused(String sentence) {
        throw new AssertionError(sentence);
    }

    @Override
    public void onTrouble(String sentence) {
        throw new AssertionError(sentence);
    }

    @Override
    public void onRoom(RoomNews changed) {}

    @Override
    public void onRecovering(String log, long bytesDone, long bytesTotal) {}
}
