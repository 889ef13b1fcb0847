package io.skein.scenarios.cores;

import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;

/** What a message promises of the disk of whoever says it (R9). */
public sealed interface Oath {
    /** Nothing: it only names the epoch that it is about. */
    record Nothing() implements Oath {}

    /** That this epoch, or a later one, is on the disk. */
    record Epoch(int epoch) implements Oath {}

    /** That a vote of this epoch is on the disk. */
    record Vote(int epoch) implements Oath {}

    /** That the epoch is on the disk, and the log up to that point. */
    record Log(int epoch, LogPoint durable) implements Oath {}

    /** What that message promises. */
    static Oath of(Message message) {
        return switch (message) {
            case Message.PreVoteGranted _ -> new Nothing();
            case Message.VoteGranted granted -> new Vote(granted.epoch());
            case Message.FetchAsked asked -> new Log(asked.epoch(), asked.durable());
            case Message.VoteAsked _,
                    Message.PreVoteAsked _,
                    Message.VoteRefused _,
                    Message.EpochBegun _,
                    Message.EpochEnded _,
                    Message.Entries _,
                    Message.Diverged _,
                    Message.SnapshotOffered _,
                    Message.LeaderAsked _,
                    Message.LeaderTold _,
                    Message.SnapshotAsked _,
                    Message.SnapshotPiece _ ->
                    new Epoch(message.epoch());
        };
    }
}
