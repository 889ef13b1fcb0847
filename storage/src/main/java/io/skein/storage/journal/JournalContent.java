package io.skein.storage.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one file of the journal holds in its present use, for those who only look. Frames of earlier
 * uses, which lie behind, are not in it.
 *
 * @param generation how many uses of the file there were before
 * @param first sequence of the first frame of this use
 * @param liveFrom when the use began, no frame before this one was needed any more
 */
public record JournalContent(long generation, long first, long liveFrom, List<Placed> frames) {
    /**
     * A frame.
     *
     * @param at where it begins in the file
     * @param isSound whether its bytes are what they were
     */
    public record Placed(long at, Frame frame, boolean isSound) {}

    public JournalContent {
        frames = List.copyOf(frames);
    }

    /** Empty if no header of the file makes sense, as in one that was never used. */
    public static Optional<JournalContent> of(ByteBuffer file) {
        return Header.of(file)
                .map(use ->
                        new JournalContent(
                                use.generation(), use.first(), use.liveFrom(), frames(file, use)));
    }

    private static List<Placed> frames(ByteBuffer file, Header use) {
        List<Placed> frames = new ArrayList<>();
        Optional<Frame.Found> found = JournalScan.find(file, Header.FRAMES_AT, use);
        while (found.isPresent()) {
            Frame.Found one = found.get();
            frames.add(new Placed(one.at(), one.frame(), one.isSound()));
            found = JournalScan.find(file, one.next(), use);
        }
        return frames;
    }
}
