package io.skein.server.adapter;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws what members of the quorum may say to each other. */
final class DrawnMessages {
    private DrawnMessages() {}

    /** As many as there are kinds, in the order of {@link Message}. */
    static final List<Function<Gen, Message>> KINDS =
            List.of(
                    gen ->
                            new Message.PreVoteAsked(
                                    epoch(gen, 0),
                                    voterId(gen),
                                    point(gen, 0),
                                    voterIds(gen).stream().map(VoterId::nodeId).toList()),
                    gen -> new Message.PreVoteGranted(epoch(gen, 0), voterId(gen)),
                    gen ->
                            new Message.VoteAsked(
                                    epoch(gen, 1),
                                    voterId(gen),
                                    voterId(gen),
                                    point(gen, 0),
                                    voterIds(gen).stream().sorted().toList()),
                    gen -> new Message.VoteGranted(epoch(gen, 1), voterId(gen)),
                    gen ->
                            new Message.VoteRefused(
                                    epoch(gen, 0), voterId(gen), leader(gen), gen.flag()),
                    gen -> new Message.EpochBegun(epoch(gen, 1), voter(gen)),
                    gen -> new Message.EpochEnded(epoch(gen, 1), voterId(gen), voterIds(gen)),
                    DrawnMessages::fetchAsked,
                    DrawnMessages::entries,
                    gen -> new Message.Diverged(epoch(gen, 1), point(gen, 0), point(gen, 0)),
                    gen -> new Message.SnapshotOffered(epoch(gen, 1), point(gen, 0), point(gen, 1)),
                    gen -> new Message.LeaderAsked(epoch(gen, 0), voterId(gen)),
                    gen -> new Message.LeaderTold(epoch(gen, 0), leader(gen)),
                    gen ->
                            new Message.SnapshotAsked(
                                    epoch(gen, 0), voter(gen), point(gen, 1), count(gen)),
                    DrawnMessages::snapshotPiece);

    private static int epoch(Gen gen, int least) {
        return gen.pick(least, gen.between(1, 9), Integer.MAX_VALUE);
    }

    private static long count(Gen gen) {
        return gen.pick(0L, (long) gen.between(1, 9), Long.MAX_VALUE);
    }

    private static LogPoint point(Gen gen, int least) {
        boolean isStart = least == 0 && gen.flag();
        if (isStart) return LogPoint.START;
        return new LogPoint(gen.pick(1L, 7L, Long.MAX_VALUE), epoch(gen, 1));
    }

    private static VoterId voterId(Gen gen) {
        return new VoterId(gen.between(0, 9), new Uuid(gen.bits(), gen.bits() | 1));
    }

    /** Of different nodes, in any order. */
    private static List<VoterId> voterIds(Gen gen) {
        List<VoterId> voters = new ArrayList<>();
        int count = gen.between(0, VoterSet.VOTERS_MAX);
        for (int i = 0; i < count; i++) {
            voters.add(new VoterId(3 * i + gen.between(0, 2), new Uuid(gen.bits(), 1)));
        }
        gen.shuffle(voters);
        return voters;
    }

    private static Voter voter(Gen gen) {
        return new Voter(voterId(gen), gen.pick("", "ä", gen.word(1, 40)) + ":7071");
    }

    private static Optional<Voter> leader(Gen gen) {
        return gen.flag() ? Optional.of(voter(gen)) : Optional.empty();
    }

    private static Message fetchAsked(Gen gen) {
        List<LogPoint> points = new ArrayList<>(List.of(point(gen, 0), point(gen, 0)));
        points.sort(Comparator.comparingLong(LogPoint::next));
        return new Message.FetchAsked(
                epoch(gen, 0),
                voter(gen),
                points.getLast(),
                points.getFirst(),
                count(gen),
                count(gen),
                gen.pick(0, 1 << 20, Integer.MAX_VALUE));
    }

    private static Message entries(Gen gen) {
        LogPoint after = gen.flag() ? LogPoint.START : new LogPoint(gen.between(1, 99), 3);
        List<Batch> batches = new ArrayList<>();
        LogPoint end = after;
        for (int i = gen.between(0, 4); i > 0; i--) {
            int epoch = Math.max(1, end.epoch()) + gen.between(0, 2);
            Batch batch = new Batch(epoch, end.next(), content(gen));
            batches.add(batch);
            end = batch.end();
        }
        int epoch = Math.max(1, end.epoch()) + gen.between(0, 2);
        return new Message.Entries(epoch, after, batches, count(gen), count(gen));
    }

    private static Batch.Content content(Gen gen) {
        if (gen.flag()) return new Batch.Control(gen.list(1, 3, DrawnMessages::record));
        return new Batch.State(
                gen.list(1, 5, each -> ByteBuffer.wrap(each.bytes(each.between(0, 70)))));
    }

    private static ControlRecord record(Gen gen) {
        return switch (gen.between(0, 2)) {
            case 0 -> new ControlRecord.LeaderChange(voterId(gen), voterIds(gen));
            case 1 -> new ControlRecord.ClusterFounded(new Uuid(gen.bits(), 1));
            default -> {
                List<Voter> voters = new ArrayList<>();
                for (VoterId id : voterIds(gen)) voters.add(new Voter(id, "h:" + id.nodeId()));
                if (voters.isEmpty()) voters.add(voter(gen));
                List<Integer> replaced = gen.flag() ? List.of(3, 4) : List.of();
                yield new ControlRecord.Voters(new VoterSet(voters), replaced);
            }
        };
    }

    private static Message snapshotPiece(Gen gen) {
        byte[] bytes = gen.bytes(gen.between(0, 100));
        long position = gen.between(0, 1_000);
        long total = Math.max(1, position + bytes.length) + gen.between(0, 1_000);
        return new Message.SnapshotPiece(
                epoch(gen, 1), point(gen, 1), position, total, ByteBuffer.wrap(bytes));
    }
}
