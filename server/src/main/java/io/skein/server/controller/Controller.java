package io.skein.server.controller;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Lane;
import io.skein.raft.QuorumDriver;
import io.skein.raft.StateMachine;
import io.skein.raft.core.Batch;
import io.skein.server.controller.plan.Decision;
import io.skein.server.controller.plan.Loss;
import io.skein.server.controller.plan.NodePlans;
import io.skein.server.controller.plan.Plans;
import io.skein.server.controller.plan.TopicPlans;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutRequest;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.RecordFormat;
import io.skein.server.settings.LayoutSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Drives the plans. Owned by the quorum lane. Follows the metadata log always, and holds a second
 * image while this member leads: what will be once all it has proposed is committed. Plans see that
 * one, and every answer waits until what it was derived from is committed, refusals included.
 */
public final class Controller implements StateMachine {
    private final TopicPlans topics;
    private final Requests requests;
    private final RecordFormat format;
    private final Clock clock;
    private final Entropy entropy;
    private final Lane lane;
    private final Self self;
    private final Surroundings around;
    private final News news;
    private final Watch watch;
    private final Planning planning;
    private final List<MetadataRecord> founding = new ArrayList<>();
    private MetadataImage committed = MetadataImage.EMPTY;
    private Optional<QuorumDriver> quorum = Optional.empty();
    private Optional<Reign> reign = Optional.empty();
    private Optional<Upkeep> upkeep = Optional.empty();

    public Controller(TopicPlans topics, RecordFormat format, Surroundings around, News news) {
        this.topics = topics;
        this.requests =
                new Requests(
                        topics,
                        around.entropy(),
                        around.clock(),
                        () -> quorum.orElseThrow().standing());
        this.format = format;
        this.clock = around.clock();
        this.entropy = around.entropy();
        this.lane = around.lane();
        this.self = around.self();
        this.around = around;
        this.news = news;
        this.planning = new Planning(lane);
        this.watch = new Watch(clock, lane, this::isCurrent, news::onFenced);
    }

    /** Where it lives: its node, the quorum lane, its time, and chance of its own. */
    public record Surroundings(
            Self self, Lane lane, Clock clock, Entropy entropy, LayoutSettings layout) {}

    /** The run of the process that this controller is part of. */
    public record Self(int node, Uuid incarnation) {}

    /** Says what to propose to; before the driver starts. */
    public void attach(QuorumDriver driver) {
        Check.that(quorum.isEmpty(), "a controller has one quorum");
        quorum = Optional.of(driver);
    }

    /** What is committed, as far as this node knows. */
    public MetadataImage committed() {
        return committed;
    }

    /** Plans what is asked for, and answers after its commit; refuses if it is not active. */
    public void answer(ControllerAsk ask, Consumer<Answer<ControllerReply>> then) {
        if (reign.isEmpty()) {
            then.accept(Answer.refused(Outcomes.noLeader()));
            return;
        }
        Reign now = reign.get();
        switch (ask) {
            case ControllerAsk.Register(NodeImage one) -> register(now, one, then);
            case ControllerAsk.Beat beat -> hear(now, beat, then);
            case ControllerAsk.LogsOpen open -> NodeAsks.opened(now, open, then);
            case ControllerAsk.CountInSync counted -> NodeAsks.count(now, counted, then);
            case ControllerAsk.Leave leave -> upkeep.orElseThrow().departures().leave(leave, then);
            case ControllerAsk.CopiesTold told -> NodeAsks.copying(now, told, then);
            case ControllerAsk.ReserveProducerIds reserve -> NodeAsks.reserve(now, reserve, then);
            case ControllerAsk.Change(LayoutRequest.PlanReassignments plan) ->
                    planning.plan(committed, plan, then);
            case ControllerAsk.Change(AdminRequest request) ->
                    now.decide(
                            image ->
                                    requests.plan(now.plans(), image, request)
                                            .map(ControllerReply.Changed::new),
                            then);
        }
    }

    private void register(Reign now, NodeImage one, Consumer<Answer<ControllerReply>> then) {
        if (isAboutAlready(now, one)) {
            then.accept(Answer.refused(Outcomes.nodeIsThere(one.id())));
        } else {
            now.decide(image -> NodeAsks.noted(now.nodes().register(image, one)), then);
        }
    }

    /** Whether another process of that number is heard; whoever hears this is. */
    private boolean isAboutAlready(Reign now, NodeImage one) {
        if (one.id() == self.node()) return !one.incarnation().equals(self.incarnation());
        boolean isOther = now.run(one.id(), one.incarnation()).isEmpty();
        return isOther && now.roll().isThere(one.id(), clock.nanos());
    }

    /** Not only the commit but the word itself counts, so it is answered at once. */
    private void hear(Reign now, ControllerAsk.Beat beat, Consumer<Answer<ControllerReply>> then) {
        Optional<NodeImage> run = now.run(beat.node(), beat.incarnation());
        if (run.isEmpty()) {
            then.accept(Answer.refused(Outcomes.otherRun(beat.node())));
            return;
        }
        then.accept(Answer.done(new ControllerReply.Heard(now.epoch())));
        if (!now.roll().heard(beat, run.get(), committed, clock.nanos())) return;
        now.decide(
                image -> NodeAsks.noted(now.nodes().trust(image, beat.node(), beat.incarnation())),
                _ -> {});
        watch.over(now);
    }

    /** The connection on which that node was heard has closed. */
    public void lost(int other) {
        if (reign.isEmpty()) return;
        reign.get().roll().lost(other, clock.nanos());
        watch.over(reign.get());
    }

    /** Nobody takes connections at that node, which the quorum may have lost before. */
    public void unreachable(int other, OptionalLong lostNanos) {
        if (reign.isEmpty()) return;
        long now = clock.nanos();
        reign.get().roll().unreachable(other, lostNanos.orElse(now), now);
        watch.over(reign.get());
    }

    @Override
    public void onFounded(Uuid clusterId) {
        founding.add(new MetadataRecord.ClusterCreated(clusterId.toString()));
    }

    @Override
    public void onCommitted(List<Batch> batches, long before) {
        List<MetadataRecord> records = new ArrayList<>(founding);
        founding.clear();
        for (Batch batch : batches) {
            for (ByteBuffer record : ((Batch.State) batch.content()).records()) {
                records.add(format.decode().apply(record.duplicate()));
            }
        }
        reign.ifPresent(now -> records.forEach(record -> now.roll().follow(committed, record)));
        publish(MetadataDelta.of(committed, records, before - 1));
    }

    private void publish(MetadataDelta delta) {
        committed = delta.after();
        for (Uuid topic : delta.topics()) {
            boolean isGone = committed.topic(topic).isEmpty();
            if (isGone) reign.ifPresent(now -> now.roll().forget(topic));
        }
        upkeep.ifPresent(now -> now.moved(delta));
        news.onMetadata(delta);
    }

    @Override
    public void onSnapshot(ByteBuffer content, long before) {
        MetadataImage image = format.read(content.duplicate(), before - 1);
        publish(MetadataDelta.between(committed, image));
    }

    @Override
    public Supplier<ByteBuffer> snapshot() {
        MetadataImage image = committed;
        return () -> format.write(image);
    }

    @Override
    public void onLeader(int epoch) {
        Check.that(reign.isEmpty(), "a leadership ends before the next begins", epoch);
        RollCall roll = new RollCall(self.node(), new Heartbeats(Heartbeats.Times.defaults()));
        CopyRoll copies = new CopyRoll();
        Plans plans = Plans.of(topics, roll, copies);
        Reign.Start start = new Reign.Start(epoch, committed, roll, copies, plans, news::onLoss);
        Reign begun = new Reign(quorum.orElseThrow(), format, start);
        reign = Optional.of(begun);
        upkeep = Optional.of(new Upkeep(begun, around, this::isCurrent));
        // Not inside the quorum's step: there a refusal would come after the next plan was made.
        lane.answer(() -> begin(begun));
    }

    /** The first to lead says what the metadata of this cluster may hold. */
    private void begin(Reign now) {
        if (!isCurrent(now)) return;
        now.roll().begin(committed, clock.nanos());
        watch.over(now);
        upkeep.ifPresent(Upkeep::begin);
        now.decide(
                image ->
                        new Decision<>(
                                NodePlans.begin(image, entropy.uuid().toString()),
                                Answer.done(now.epoch())),
                first -> {
                    if (first instanceof Answer.Done<Integer>) news.onActive(now.epoch());
                });
    }

    private boolean isCurrent(Reign one) {
        return reign.filter(one::equals).isPresent();
    }

    @Override
    public void onResigned(int epoch) {
        reign = Optional.empty();
        upkeep = Optional.empty();
        news.onInactive(epoch);
    }

    /** What the node hears of its controller; on the quorum lane. */
    public interface News {
        /** The metadata moved on. */
        void onMetadata(MetadataDelta delta);

        /** This node's controller is the active one, and takes requests. */
        void onActive(int epoch);

        /** It is not any more. */
        void onInactive(int epoch);

        /** As the active one it has fenced a node of which nothing was heard. */
        void onFenced(int silent);

        /** As the active one it has let a replica lead that may lack what was agreed. */
        default void onLoss(Loss loss) {}
    }
}
