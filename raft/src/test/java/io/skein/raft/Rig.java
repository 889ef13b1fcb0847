package io.skein.raft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Batch;
import io.skein.raft.core.Message;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A driver on a lane, a log and a clock that are moved by hand; writes down what it hears. */
final class Rig implements StateMachine, Outbox {
    static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    static final Uuid CLUSTER = new Uuid(7, 7);
    static final VoterSet ALONE = new VoterSet(List.of(new VoterSet.Voter(ME, "one:7071")));
    private static final Seat SEAT =
            new Seat(
                    ALONE.voters().getFirst(),
                    List.of(new Seat.Configured(1, "one:7071")),
                    CLUSTER);

    final HandLane lane = new HandLane();
    final MemoryLog log;
    final QuorumDriver driver;
    final List<String> heard = new ArrayList<>();
    private Consumer<Integer> leaderHook = _ -> {};
    private Runnable commitHook = () -> {};

    Rig(MemoryLog.Disk disk) {
        this(disk, RaftSettings.defaults());
    }

    Rig(MemoryLog.Disk disk, RaftSettings settings) {
        log = new MemoryLog(lane, disk);
        driver =
                new QuorumDriver(
                        settings, SEAT, new QuorumDriver.World(lane, lane, 1, log, this), this);
    }

    /** A leader of epoch 1 with an otherwise empty log. */
    static Rig leading() {
        Rig rig = new Rig(MemoryLog.Disk.EMPTY);
        rig.start();
        rig.heard.clear();
        return rig;
    }

    void start() {
        driver.start();
        lane.settle();
    }

    void whenLeading(Consumer<Integer> hook) {
        leaderHook = hook;
    }

    void whenCommitted(Runnable hook) {
        commitHook = hook;
    }

    void propose(int epoch, String... records) {
        String name = String.join("+", records);
        driver.propose(epoch, bytes(records), outcome -> heard.add(name + ": " + outcome(outcome)));
    }

    void confirm(int epoch, String name) {
        driver.confirm(epoch, outcome -> heard.add(name + ": " + outcome(outcome)));
    }

    String heard() {
        return String.join("\n", heard) + "\n";
    }

    static List<ByteBuffer> bytes(String... records) {
        return Stream.of(records).map(record -> ByteBuffer.wrap(record.getBytes(UTF_8))).toList();
    }

    @Override
    public void onCommitted(List<Batch> batches, long before) {
        List<String> shown = new ArrayList<>();
        for (Batch batch : batches) {
            List<ByteBuffer> records = ((Batch.State) batch.content()).records();
            for (int i = 0; i < records.size(); i++) {
                String text = UTF_8.decode(records.get(i).duplicate()).toString();
                shown.add((batch.first() + i) + "=" + text);
            }
        }
        heard.add("committed before " + before + ": " + String.join(" ", shown));
        commitHook.run();
    }

    @Override
    public void onFounded(Uuid clusterId) {
        heard.add(clusterId.equals(CLUSTER) ? "founded" : "founded " + clusterId);
    }

    @Override
    public void onSnapshot(ByteBuffer content, long before) {
        heard.add("snapshot before " + before + ": " + UTF_8.decode(content.duplicate()));
    }

    @Override
    public Supplier<ByteBuffer> snapshot() {
        String all = heard.size() + " lines";
        return () -> ByteBuffer.wrap(all.getBytes(UTF_8));
    }

    @Override
    public void reach(VoterSet.Voter member) {
        heard.add("reach " + member.id().nodeId() + " at " + member.address());
    }

    @Override
    public void onLeader(int epoch) {
        heard.add("leads " + epoch);
        leaderHook.accept(epoch);
    }

    @Override
    public void onResigned(int epoch) {
        heard.add("resigned from " + epoch);
    }

    @Override
    public void send(int toNode, Message message) {
        heard.add("to " + toNode + ": " + message);
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(int epoch, long upTo) -> "committed " + upTo + " in " + epoch;
            case Outcome.Refused(var why) -> "refused " + why;
            case Outcome.Unknown(int epoch) -> "unknown in " + epoch;
        };
    }
}
