package io.skein.scenarios.cores;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.Effect;
import io.skein.raft.core.Input;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Member;
import io.skein.raft.core.Message;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import io.skein.raft.core.Start;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.cores.CoreDisk.Write;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A member, its disk that confirms late, and what is held back until it does. Owned by its {@link
 * Colony}.
 */
final class CoreNode {
    final int id;
    private final Colony colony;
    private final RaftSettings settings;
    private Voter self;
    private Optional<List<Seat.Configured>> named = Optional.empty();
    private int directories;
    private CoreDisk disk = CoreDisk.EMPTY;
    private CoreDisk view = CoreDisk.EMPTY;
    private Optional<Member> member = Optional.empty();
    private final Owed owed;
    private final ArrayDeque<Input> due = new ArrayDeque<>();
    private boolean spoilsInstall;
    private boolean isTamperedWith;
    private long appliedBefore;

    CoreNode(Colony colony, int id, RaftSettings settings) {
        this.colony = colony;
        this.id = id;
        this.settings = settings;
        this.self = self();
        this.owed = new Owed();
    }

    Owed owed() {
        return owed;
    }

    private Voter self() {
        return new Voter(new VoterId(id, new Uuid(id, ++directories)), Wording.address(id));
    }

    /** From its next start on it is reached there. */
    void moveTo(String address) {
        self = new Voter(self.id(), address);
    }

    /** From its next start on its settings, unlike those of the others, name these. */
    void names(List<Seat.Configured> voters) {
        named = Optional.of(List.copyOf(voters));
    }

    /** Its disk has taken part in that epoch, says somebody who was not asked. */
    void raise(int epoch) {
        isTamperedWith = true;
        Ballot ballot = new Ballot(epoch, Optional.empty(), disk.ballot().founders());
        disk = new Write.NewBallot(ballot).onto(disk);
    }

    VoterId voter() {
        return self.id();
    }

    Voter endpoint() {
        return self;
    }

    /** What is durable. */
    CoreDisk disk() {
        return disk;
    }

    /** What the process sees. */
    CoreDisk view() {
        return view;
    }

    Optional<Member> member() {
        return member;
    }

    long appliedBefore() {
        return appliedBefore;
    }

    boolean isUp() {
        return member.isPresent();
    }

    /** Its files are those of a snapshot that it has not been told of yet. */
    boolean isInstalling() {
        return owed.hasSnapshot();
    }

    int pendingCount() {
        return owed.count();
    }

    /** The next snapshot it fetches arrives damaged. */
    void spoilNextInstall() {
        spoilsInstall = true;
    }

    void start(long seed) {
        view = disk;
        Optional<String> damage = disk.remembered().damage();
        // Without somebody's doing it is a mistake of the core, which says so itself.
        if (damage.isPresent() && isTamperedWith) {
            tell(() -> "does not start: " + damage.get());
            return;
        }
        appliedBefore = disk.snapshot().at().next();
        Seat seat = new Seat(self, named.orElse(colony.configured()), new Uuid(77, id));
        Start start = new Start(colony.nowNanos(), seed);
        member = Optional.of(new Member(settings, seat, disk.remembered(), start));
        hear(new Input.Tick(colony.nowNanos()));
    }

    /** The process dies; of what was not confirmed only the first so many writes are there. */
    void crash(int kept) {
        for (int i = 0; i < kept && !owed.isEmpty(); i++) {
            disk = owed.first().write().onto(disk);
            owed.confirmed(owed.first());
        }
        owed.forget();
        due.clear();
        member = Optional.empty();
        view = disk;
        colony.ghost().crashed(this);
    }

    /** The disk is lost, with the process, and an empty one takes its place. */
    void wipe() {
        if (isUp()) crash(0);
        colony.ghost().wiped(voter(), disk);
        disk = CoreDisk.EMPTY;
        isTamperedWith = false;
        view = disk;
        self = self();
    }

    /** The disk confirms the oldest write. */
    void confirm() {
        confirm(owed.first());
    }

    /** The disk confirms the oldest ballot, which is a file of its own, ahead of other writes. */
    void confirmBallot() {
        owed.firstBallot().ifPresent(this::confirm);
    }

    private void confirm(Owed.Numbered numbered) {
        owed.confirmed(numbered);
        Write write = numbered.write();
        disk = write.onto(disk);
        colony.telling().happens(() -> name() + " disk: " + write.text());
        colony.ghost().stored(this);
        owed.release().forEach(send -> leave(send.to(), send.message()));
        switch (write) {
            case Write.NewBallot(var ballot) -> hear(new Input.BallotSaved(ballot));
            case Write.Append(var batch, int cuts) -> hear(new Input.Durable(batch.end(), cuts));
            case Write.Cut(var to, int cuts) -> hear(new Input.Durable(to, cuts));
            case Write.Piece(var at, long end) -> hear(new Input.PieceStored(at, end));
            case Write.Snap(var snapshot) -> snapshotStored(snapshot);
        }
    }

    private void snapshotStored(CoreDisk.Snapshot snapshot) {
        appliedBefore = Math.max(appliedBefore, snapshot.at().next());
        hear(new Input.Installed(snapshot.at(), view.members()));
    }

    void hear(Input input) {
        due.addLast(input);
        while (!due.isEmpty()) {
            Input next = due.removeFirst();
            if (member.isEmpty()) return;
            member.get().step(next).forEach(this::perform);
            if (!(next instanceof Input.TurnEnded)) due.addLast(new Input.TurnEnded());
        }
        colony.ghost().stepped(this);
    }

    private String name() {
        return Wording.name(id);
    }

    private void tell(Supplier<String> line) {
        colony.telling().follows(() -> name() + " " + line.get());
    }

    private void write(Write write) {
        tell(() -> "writes " + Wording.write(write, view));
        owed.add(write);
        view = write.onto(view);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.SaveBallot(var ballot) -> write(new Write.NewBallot(ballot));
            case Effect.Append(var batch, int cuts) -> {
                colony.ghost().appends(this, batch);
                write(new Write.Append(batch, cuts));
            }
            case Effect.Cut(var to, int cuts) -> {
                colony.ghost().cuts(this, to);
                write(new Write.Cut(to, cuts));
            }
            case Effect.Send(int to, Message message, Effect.Gate gate) -> {
                if (gate == Effect.Gate.AT_ONCE || owed.isEmpty()) leave(to, message);
                else owed.hold(to, message);
            }
            case Effect.SendEntries(int to, Message.Entries head, int bytesMax) ->
                    leave(to, head.with(view.batchesAfter(head.after(), bytesMax)));
            case Effect.SendPiece(int to, int epoch, LogPoint at, long position) ->
                    leave(to, piece(epoch, at, position));
            case Effect.StorePiece(var at, long position, ByteBuffer bytes) ->
                    write(new Write.Piece(at, position + bytes.remaining()));
            case Effect.Install(var at) -> install(at);
            case Effect.DropHead(var at) -> {
                tell(() -> "drops all before " + Wording.point(at));
                CoreDisk.Snapshot snapshot = colony.ghost().snapshot(at);
                disk = new Write.Snap(snapshot).onto(disk);
                view = new Write.Snap(snapshot).onto(view);
            }
            case Effect.Reach(Voter other) -> {
                String address = Wording.elsewhere(other);
                if (!address.isEmpty()) tell(() -> "reaches " + Wording.name(other.id()) + address);
            }
            case Effect.Commit(long before) -> {
                tell(() -> "commits before " + before);
                colony.ghost().commits(this, before);
                appliedBefore = before;
            }
            case Effect.Answer(long ticket, var outcome) ->
                    colony.ghost().answered(this, ticket, outcome);
            case Effect.Became(var role) -> colony.ghost().became(this, role);
        }
    }

    private void install(LogPoint at) {
        if (spoilsInstall) {
            spoilsInstall = false;
            tell(() -> "finds snapshot " + Wording.point(at) + " damaged");
            due.addLast(new Input.InstallFailed(at));
        } else {
            write(new Write.Snap(colony.ghost().snapshot(at)));
        }
    }

    private void leave(int to, Message message) {
        colony.ghost().says(this, message);
        colony.post(id, to, message);
    }

    private static Message piece(int epoch, LogPoint at, long position) {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) position});
        return new Message.SnapshotPiece(epoch, at, position, 2, bytes);
    }

    /** Takes a snapshot of all but the last so many agreed batches that the disk holds. */
    void snapshot(int nth) {
        if (member.isEmpty()) return;
        long before = Math.min(appliedBefore, member.get().standing().log().durable().next());
        List<LogPoint> ends =
                view.batches().stream()
                        .map(Batch::end)
                        .filter(end -> end.next() <= before)
                        .toList();
        if (nth >= ends.size()) return;
        hear(new Input.SnapshotTaken(ends.get(ends.size() - 1 - nth)));
    }
}
