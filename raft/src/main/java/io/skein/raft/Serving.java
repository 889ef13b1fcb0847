package io.skein.raft;

import io.skein.raft.core.Batch;
import io.skein.raft.core.Effect;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Member;
import io.skein.raft.core.Message;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Fetches for other members what they asked for: the end of the log from memory, the rest from
 * files, one read at a time for each of them. Owned by its {@link QuorumDriver}.
 */
final class Serving {
    private final Member member;
    private final Tail tail;
    private final QuorumDriver.World world;
    private final int pieceBytesMax;
    private final TreeSet<Integer> reading = new TreeSet<>();

    Serving(Member member, Tail tail, QuorumDriver.World world, int pieceBytesMax) {
        this.member = member;
        this.tail = tail;
        this.world = world;
        this.pieceBytesMax = pieceBytesMax;
    }

    void entries(Effect.SendEntries asked) {
        long from = asked.head().after().next();
        Optional<List<Batch>> found = tail.read(from, Long.MAX_VALUE, asked.bytesMax());
        if (found.isPresent()) {
            world.outbox().send(asked.to(), asked.head().with(found.get()));
            return;
        }
        if (!mayRead(asked.to())) return;
        LogView log = member.standing().log();
        world.log()
                .read(
                        from,
                        log.durable().next(),
                        asked.bytesMax(),
                        batches -> {
                            reading.remove(asked.to());
                            // What was read is the leader's log only while that was not cut.
                            boolean isSame = member.standing().log().cuts() == log.cuts();
                            if (batches.isEmpty() || !isSame) return;
                            world.outbox().send(asked.to(), asked.head().with(batches));
                        });
    }

    /** Whoever hears nothing asks again; the applier's own read always finds room. */
    private boolean mayRead(int node) {
        return reading.size() < RaftLog.READS_MAX - 1 && reading.add(node);
    }

    void piece(Effect.SendPiece asked) {
        if (!mayRead(asked.to())) return;
        world.log()
                .readPiece(
                        asked.at(),
                        asked.position(),
                        pieceBytesMax,
                        piece -> {
                            reading.remove(asked.to());
                            if (piece.isEmpty()) return;
                            Message said =
                                    new Message.SnapshotPiece(
                                            asked.epoch(),
                                            asked.at(),
                                            asked.position(),
                                            piece.get().total(),
                                            piece.get().bytes());
                            world.outbox().send(asked.to(), said);
                        });
    }
}
