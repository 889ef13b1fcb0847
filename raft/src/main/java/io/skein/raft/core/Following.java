package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.raft.core.Role.Following.Download;
import io.skein.raft.core.VoterSet.Voter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a member without the lead comes by the log: it asks the leader, one question at a time, and
 * asks on once its disk holds the answer. Works on its {@link Member}'s state.
 */
final class Following {
    private final MemberState state;

    Following(MemberState state) {
        this.state = state;
    }

    /** That one leads this member's epoch. */
    void follow(Voter leader) {
        state.become(state.role.follow(leader, state.nowNanos));
        state.effects.add(new Effect.Reach(leader));
        ask();
    }

    /** Without a vote and without a leader: asks anybody who may know one. */
    void look() {
        TreeSet<Integer> nodes = new TreeSet<>();
        state.members.current().ifPresent(set -> set.ids().forEach(id -> nodes.add(id.nodeId())));
        state.seat.configured().forEach(each -> nodes.add(each.nodeId()));
        nodes.remove(state.self().nodeId());
        state.become(state.role.stepDown(state.nowNanos + state.times.beatNanos()));
        if (nodes.isEmpty()) return;
        List<Integer> all = List.copyOf(nodes);
        int drawn = (int) state.drawUpTo(all.size() - 1L);
        state.send(all.get(drawn), new Message.LeaderAsked(state.epoch(), state.self()));
    }

    private Message.FetchAsked question(long round, int bytesMax) {
        // While a snapshot takes the place of the log nobody knows what of that is still there.
        LogPoint durable = state.installing.isEmpty() ? state.log.durable() : LogPoint.START;
        return new Message.FetchAsked(
                state.epoch(),
                state.seat.self(),
                state.log.end(),
                durable,
                state.committedBefore,
                round,
                bytesMax);
    }

    private void ask() {
        if (!(state.role instanceof Role.Following following)) return;
        // A member whose disk is behind, or whose log is being replaced, takes nothing more.
        boolean isReady = isDiskReady() && isIdle(following);
        Optional<Download> next = following.download().filter(one -> !one.isStoring());
        long now = state.nowNanos;
        boolean isAsking = isReady || next.isPresent();
        state.update(isAsking ? following.asked(now) : following.beat(now));
        int leader = following.leader().id().nodeId();
        if (next.isPresent()) {
            Message asked =
                    new Message.SnapshotAsked(
                            state.epoch(),
                            state.seat.self(),
                            next.get().at(),
                            next.get().position());
            state.send(leader, asked);
            return;
        }
        int bytesMax = isReady ? state.settings.readBytesMax() : 0;
        state.send(leader, question(following.round(), bytesMax));
    }

    private boolean isDiskReady() {
        return !state.isCutting && state.log.durable().equals(state.log.end());
    }

    void tick(Role.Following following) {
        if (state.nowNanos - following.heardNanos() >= state.times.fetchNanos()) {
            state.become(following.stepDown(state.soon()));
        } else if (state.nowNanos >= nextAskNanos(following)) {
            ask();
        }
    }

    /** An answer may have been lost; and a leader wants to be heard though the disk hangs. */
    private long nextAskNanos(Role.Following following) {
        long beat = state.times.beatNanos();
        return following.askedNanos() + (following.isAsked() ? beat + beat / 2 : beat);
    }

    long nextWakeNanos(Role.Following following) {
        long patience = following.heardNanos() + state.times.fetchNanos();
        return Math.min(patience, nextAskNanos(following));
    }

    /** The disk holds more than before. */
    void durable() {
        if (!(state.role instanceof Role.Following following)) return;
        if (isDiskReady() && !following.isAsked() && isIdle(following)) ask();
    }

    private boolean isIdle(Role.Following following) {
        return following.download().isEmpty() && state.installing.isEmpty();
    }

    void hear(int from, Message.EpochBegun begun) {
        Check.that(!(state.role instanceof Role.Leader), "an epoch has one leader", begun.epoch());
        Optional<Role.Following> known = heardFrom(from);
        if (known.isEmpty()) follow(begun.leader());
        heardFrom(from).ifPresent(role -> state.update(role.heard(state.nowNanos)));
    }

    /** This member's own role, if it follows that node. */
    private Optional<Role.Following> heardFrom(int from) {
        return state.role instanceof Role.Following following
                        && following.leader().id().nodeId() == from
                ? Optional.of(following)
                : Optional.empty();
    }

    void hear(int from, Message.LeaderTold told) {
        Optional<Voter> leader = state.elsewhere(told.leader());
        switch (state.role) {
            case Role.Waiting _, Role.PreCandidate _ -> leader.ifPresent(this::follow);
            case Role.Following following -> {
                if (following.leader().id().nodeId() != from) return;
                // Either it leads and has no more to say, or it has resigned.
                if (leader.equals(Optional.of(following.leader()))) {
                    state.update(following.heard(state.nowNanos));
                } else {
                    state.become(following.stepDown(state.soon()));
                }
            }
            case Role.Candidate _, Role.Leader _, Role.Resigned _ -> {}
        }
    }

    void hear(int from, Message.Entries entries) {
        Optional<Role.Following> role = heardFrom(from);
        if (role.isEmpty()) return;
        Role.Following heard = role.get().heard(state.nowNanos);
        state.update(heard);
        // What was asked before the log changed, or has been answered already, fits no more.
        boolean isAnswer = entries.after().equals(state.log.end()) && follow(entries);
        if (!isAnswer || !isIdle(heard)) return;
        boolean isOpen = heard.isAsked() && isMereNews(heard, entries);
        if (!isOpen) state.update(heard.answered(entries.round()));
        entries.batches().forEach(state::append);
        state.commit(Math.min(entries.committedBefore(), state.log.end().next()));
        if (!isOpen && isDiskReady()) ask();
    }

    /** Whether it only tells that more is agreed: the leader still keeps what was asked. */
    private boolean isMereNews(Role.Following following, Message.Entries entries) {
        long agreedBefore = Math.min(entries.committedBefore(), state.log.end().next());
        return entries.batches().isEmpty()
                && entries.round() <= following.round()
                && agreedBefore > state.committedBefore;
    }

    /** Whether these batches follow each other as those of one log do. */
    private static boolean follow(Message.Entries entries) {
        LogPoint end = entries.after();
        for (Batch batch : entries.batches()) {
            boolean fits =
                    batch.first() == end.next()
                            && batch.epoch() >= end.epoch()
                            && batch.epoch() <= entries.epoch();
            if (!fits) return false;
            end = batch.end();
        }
        return true;
    }

    void hear(int from, Message.Diverged diverged) {
        Optional<Role.Following> role = heardFrom(from);
        if (role.isEmpty()) return;
        Role.Following heard = role.get().heard(state.nowNanos);
        state.update(heard);
        if (!diverged.asked().equals(state.log.end()) || !isIdle(heard)) return;
        LogPoint to = state.log.cutFor(diverged.last());
        if (to.equals(state.log.end())) return;
        Check.ordered(state.committedBefore, to.next(), "nothing that is agreed is ever cut");
        state.log = state.log.cut(to);
        state.isCutting = true;
        state.effects.add(new Effect.Cut(to, state.log.cuts()));
        state.learn(state.members.cut(to.next()));
        state.update(heard.answered(heard.round()));
        ask();
    }

    void hear(int from, Message.SnapshotOffered offered) {
        Optional<Role.Following> role = heardFrom(from);
        if (role.isEmpty()) return;
        Role.Following heard = role.get().heard(state.nowNanos);
        state.update(heard);
        LogPoint asked = heard.download().map(Download::at).orElse(state.log.end());
        boolean isAnswer = offered.asked().equals(asked) && state.installing.isEmpty();
        if (!isAnswer || offered.at().next() <= state.committedBefore) return;
        state.update(heard.downloading(Optional.of(Download.of(offered.at()))));
        ask();
    }

    void hear(int from, Message.SnapshotPiece piece) {
        Optional<Role.Following> role = heardFrom(from);
        if (role.isEmpty()) return;
        Role.Following heard = role.get().heard(state.nowNanos);
        state.update(heard);
        Optional<Download> download = heard.download();
        if (download.isEmpty() || !fits(piece, download.get()) || !heard.isAsked()) return;
        long end = piece.position() + piece.bytes().remaining();
        Download next = download.get().storing(end, piece.total());
        state.update(heard.answered(heard.round()).downloading(Optional.of(next)));
        state.effects.add(new Effect.StorePiece(piece.at(), piece.position(), piece.bytes()));
    }

    private static boolean fits(Message.SnapshotPiece piece, Download download) {
        long end = piece.position() + piece.bytes().remaining();
        boolean isSame = download.total() == 0 || download.total() == piece.total();
        return !download.isStoring()
                && piece.at().equals(download.at())
                && piece.position() == download.position()
                && piece.bytes().hasRemaining()
                && end <= piece.total()
                && isSame;
    }

    void pieceStored(Input.PieceStored stored) {
        if (!(state.role instanceof Role.Following following)) return;
        // The disk may answer late, for a download that was given up and has begun anew since.
        Optional<Download> download =
                following
                        .download()
                        .filter(one ->
                                one.isStoring()
                                        && one.at().equals(stored.at())
                                        && one.storing() == stored.position());
        if (download.isEmpty()) return;
        if (stored.position() < download.get().total()) {
            state.update(following.downloading(Optional.of(download.get().stored())));
            ask();
            return;
        }
        state.update(following.downloading(Optional.empty()));
        if (stored.at().next() <= state.committedBefore) return;
        state.installing = Optional.of(stored.at());
        state.effects.add(new Effect.Install(stored.at()));
    }

    void installFailed() {
        Check.that(state.installing.isPresent(), "a snapshot is installed once");
        state.installing = Optional.empty();
        // From the beginning, but not at once: the same bytes may come again and again.
        if (state.role instanceof Role.Following following) {
            state.update(following.beat(state.nowNanos));
        }
    }

    void installed(Input.Installed installed) {
        Check.that(state.installing.isPresent(), "a snapshot is installed once");
        state.installing = Optional.empty();
        state.isCutting = false;
        LogPoint at = installed.at();
        state.log =
                state.log.contains(at)
                        ? state.log.trimmed(at)
                        : LogView.startingAt(at, state.log.cuts() + 1);
        state.snapshot = at;
        state.committedBefore = Math.max(state.committedBefore, at.next());
        state.learn(installed.members());
        if (state.role instanceof Role.Following) ask();
    }
}
