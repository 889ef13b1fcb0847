package io.skein.server.broker;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.broker.replica.Copies;
import io.skein.server.broker.replica.Follow;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.settings.TopicConfig;
import io.skein.storage.Log;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One partition on this node. Owned by its partition lane. While its log opens, requests wait, a
 * bounded number of them; then it is led, or it says why not.
 */
final class Partition {
    /** Most requests that wait for the log to open. */
    static final int OPENING_REQUESTS_MAX = 256;

    private final PartitionId id;
    private final Surroundings around;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private PartitionImage image;
    private TopicConfig config;
    private Optional<Log> log = Optional.empty();
    private Optional<Lead> lead = Optional.empty();
    private Optional<Follow> follow = Optional.empty();
    private Optional<Follow.Leading> leading = Optional.empty();
    private long agreed;
    private Optional<Refusal> offline = Optional.empty();
    private boolean isLeaving;
    private boolean over;

    Partition(PartitionLane.Told told, Surroundings around) {
        this.id = told.id();
        this.image = told.image();
        this.config = told.config();
        this.leading = told.leading();
        this.around = around;
    }

    /** The data directory that this node's replica is bound to. */
    Uuid directory() {
        return replica().directory();
    }

    /** Whether it is not committed yet that this node's log was made. */
    boolean fresh() {
        return replica().fresh();
    }

    private Replica replica() {
        return image.replicaOn(around.node())
                .orElseThrow(() -> Check.unreachable("only partitions of ours are held"));
    }

    /** The copy of it that this is. */
    CopyId copy() {
        return new CopyId(id, replica().since());
    }

    boolean over() {
        return over;
    }

    /** Whether it is led here, or is known to be out of service: nothing more is on its way. */
    boolean settled() {
        return lead.isPresent() || offline.isPresent() || !isToLead();
    }

    /** Whether it is led here by the metadata, or will be as soon as the controller knows of it. */
    private boolean isToLead() {
        int node = around.node();
        boolean holdsAll = image.inSync().contains(node) || image.eligible().contains(node);
        boolean isOrphan = image.leader() == PartitionImage.NO_LEADER;
        return image.leader() == node || (isOrphan && holdsAll);
    }

    /** Whether it is for this node to answer for it, or to say why nobody can. */
    boolean isOfThisNode() {
        return image.leader() == around.node() || image.leader() == PartitionImage.NO_LEADER;
    }

    boolean isOpen() {
        return log.isPresent();
    }

    /** The log is open; whether the partition can be led now depends on its image. */
    void opened(Log open) {
        if (over) return;
        Check.that(log.isEmpty(), "a log is opened once");
        log = Optional.of(open);
        agreed = open.start();
        begin();
    }

    /** The metadata has news of this partition. */
    void changed(PartitionLane.Told told) {
        PartitionImage newer = told.image();
        Check.ordered(image.partitionEpoch(), newer.partitionEpoch(), "images move on");
        boolean isAnew =
                newer.leaderEpoch() != image.leaderEpoch() || !told.leading().equals(leading);
        image = newer;
        config = told.config();
        leading = told.leading();
        if (isAnew) resign(Refusals.notLeader(id));
        log.ifPresent(open -> open.configure(config.log()));
        lead.ifPresent(leader -> leader.changed(newer, config));
        begin();
    }

    /** What it has claimed against that partition epoch never comes to be. */
    void claimRefused(int partitionEpoch) {
        lead.ifPresent(leader -> leader.claimRefused(partitionEpoch));
    }

    /** Who is about to stop has changed: if this leader is to go, it hands over. */
    void handOverIfDue() {
        lead.ifPresent(Lead::handOverIfDue);
    }

    /** Its copies, if it is led here. */
    Optional<Copies> copies() {
        return lead.map(Lead::copies);
    }

    /** The partition cannot be served here; everything that waits hears so. */
    void fail(Refusal why) {
        offline = Optional.of(why);
        resign(why);
        rerun();
    }

    /** Serves no more. Unconfirmed appends are unknown: the disk may yet have them. */
    void end(Refusal why) {
        over = true;
        fail(why);
        log = Optional.empty();
    }

    /** Those who wait for the log hear this; others may wait anew. */
    void refuseWaiting(Refusal why) {
        offline = Optional.of(why);
        rerun();
        offline = Optional.empty();
    }

    private void resign(Refusal why) {
        lead.ifPresent(leader -> {
            agreed = leader.copies().highWatermark();
            leader.end(why);
        });
        lead = Optional.empty();
        isLeaving |= follow.filter(Follow::isCutting).isPresent();
        follow.ifPresent(Follow::end);
        follow = Optional.empty();
    }

    private void begin() {
        if (log.isEmpty() || lead.isPresent() || follow.isPresent()) return;
        if (offline.isPresent() || isLeaving) return;
        // Before it is committed that the log was made, its loss could not be told from "never
        // made".
        if (fresh()) return;
        if (image.leader() == around.node()) lead(log.get());
        else leading.ifPresent(leader -> follow(log.get(), leader));
    }

    private void lead(Log open) {
        // Where records may be lost, a log may end before what was agreed.
        long known = Math.clamp(agreed, open.start(), open.end());
        Lead begun = new Lead(new Lead.Start(id, image, open, known), config, around);
        lead = Optional.of(begun);
        begun.begin();
        rerun();
    }

    private void follow(Log open, Follow.Leading leader) {
        Follow begun =
                new Follow(
                        new Follow.Held(id, open, replica().since()),
                        leader,
                        around.copying().leaders(),
                        new Following());
        follow = Optional.of(begun);
        begun.begin();
        rerun();
    }

    /** What happens while another broker leads. */
    private final class Following implements Follow.Events {
        @Override
        public void onAgreed(long highWatermark) {
            agreed = Math.max(agreed, highWatermark);
        }

        @Override
        public void onTaken(int bytes) {
            around.figures().copiedBytes().add(bytes);
        }

        @Override
        public void onIdle() {
            isLeaving = false;
            begin();
        }

        @Override
        public void onBadBatch(String cause) {
            log.ifPresent(open ->
                    around.reports().onTrouble(open.name(), Refusals.badCopy(open.name(), cause)));
        }
    }

    private void rerun() {
        for (int left = waiting.size(); left > 0; left--) waiting.removeFirst().run();
    }

    /** Lets go of what is old by now, here or where it is led. */
    void age(long nowMillis, long producerMillis) {
        log.ifPresent(open -> open.expireProducers(producerMillis, nowMillis));
        lead.ifPresent(leader -> leader.age(nowMillis));
        if (follow.isEmpty()) return;
        log.ifPresent(open -> new LettingGo(open, around).asFollower(config, nowMillis, agreed));
    }

    /** Compacts its log if it is time. */
    void compact(long nowMillis) {
        if (config.compaction().isEmpty() || log.isEmpty()) return;
        long before = lead.map(leader -> leader.copies().highWatermark()).orElse(agreed);
        new Compacting(log.get(), around).start(config.compaction().get(), nowMillis, before);
    }

    /** Answers a request, now or once the log is open; each exactly once. */
    <R extends PartitionReply> void ask(PartitionRequest<R> request, Consumer<Answer<R>> then) {
        whenLed(leader -> leader.ask(request, then), then);
    }

    private <R> void whenLed(Consumer<Lead> task, Consumer<Answer<R>> then) {
        if (lead.isPresent()) {
            task.accept(lead.get());
        } else if (offline.isPresent()) {
            then.accept(Answer.refused(offline.get()));
        } else if (image.leader() != around.node()) {
            then.accept(Answer.refused(Refusals.notLeader(id)));
        } else if (waiting.size() >= OPENING_REQUESTS_MAX) {
            then.accept(
                    Answer.refused(
                            Refusal.later(
                                    Why.OVERLOADED,
                                    "the partition is still opening, and too much waits for it",
                                    Refusals.RETRY_MILLIS)));
        } else {
            waiting.addLast(() -> whenLed(task, then));
        }
    }
}
