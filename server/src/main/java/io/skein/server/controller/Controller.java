package io.skein.server.controller;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Lane;
import io.skein.raft.QuorumDriver;
import io.skein.raft.StateMachine;
import io.skein.raft.core.Batch;
import io.skein.server.controller.plan.Decision;
import io.skein.server.controller.plan.NodePlans;
import io.skein.server.controller.plan.TopicPlans;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.AdminRequest.AlterTopicConfig;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.RecordFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Drives the plans. Owned by the quorum lane. Follows the metadata log always, and holds a second
 * image while this member leads: what will be once all it has proposed is committed. Plans see that
 * one, and every answer waits until what it was derived from is committed, refusals included.
 */
public final class Controller implements StateMachine {
    private final TopicPlans topics;
    private final RecordFormat format;
    private final Clock clock;
    private final Entropy entropy;
    private final Lane lane;
    private final News news;
    private final List<MetadataRecord> founding = new ArrayList<>();
    private MetadataImage committed = MetadataImage.EMPTY;
    private Optional<QuorumDriver> quorum = Optional.empty();
    private Optional<Reign> reign = Optional.empty();

    public Controller(TopicPlans topics, RecordFormat format, Surroundings around, News news) {
        this.topics = topics;
        this.format = format;
        this.clock = around.clock();
        this.entropy = around.entropy();
        this.lane = around.lane();
        this.news = news;
    }

    /** Where it lives: the quorum lane, its time, and chance of its own. */
    public record Surroundings(Lane lane, Clock clock, Entropy entropy) {}

    /** Says what to propose to; before the driver starts. */
    public void attach(QuorumDriver driver) {
        Check.that(quorum.isEmpty(), "a controller has one quorum");
        quorum = Optional.of(driver);
    }

    /** Plans what is asked for, and answers after its commit; refuses if it is not active. */
    public void answer(ControllerAsk ask, Consumer<Answer<ControllerReply>> then) {
        decide(image -> plan(image, ask), then);
    }

    private Decision<ControllerReply> plan(MetadataImage image, ControllerAsk ask) {
        return switch (ask) {
            case ControllerAsk.Register(NodeImage node) -> noted(NodePlans.register(image, node));
            case ControllerAsk.LogsMade(int node, List<PartitionId> made) ->
                    noted(NodePlans.logsMade(image, node, made));
            case ControllerAsk.Change(AdminRequest request) ->
                    plan(image, request).map(ControllerReply.Changed::new);
        };
    }

    private static Decision<ControllerReply> noted(List<MetadataRecord> records) {
        return new Decision<>(records, Answer.done(new ControllerReply.Noted()));
    }

    private Decision<AdminReply> plan(MetadataImage image, AdminRequest request) {
        return switch (request) {
            case CreateTopic create ->
                    topics.create(image, create, entropy.uuid(), entropy.below(1 << 16));
            case DeleteTopic delete -> topics.delete(image, delete);
            case AdminRequest.DescribeQuorum() -> new Decision<>(List.of(), describe());
            case AlterTopicConfig alter -> topics.alter(image, alter);
        };
    }

    private Answer<AdminReply> describe() {
        return QuorumReports.of(quorum.orElseThrow().standing(), clock.nanos())
                .<Answer<AdminReply>>map(
                        report -> Answer.done(new AdminReply.QuorumDescribed(report)))
                .orElseGet(() -> Answer.refused(Outcomes.noLeader()));
    }

    private <R> void decide(Function<MetadataImage, Decision<R>> plan, Consumer<Answer<R>> then) {
        if (reign.isEmpty()) {
            then.accept(Answer.refused(Outcomes.noLeader()));
            return;
        }
        reign.get().decide(plan, then);
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
        publish(MetadataDelta.of(committed, records, before - 1));
    }

    private void publish(MetadataDelta delta) {
        committed = delta.after();
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
        reign = Optional.of(new Reign(quorum.orElseThrow(), format, epoch, committed));
        // Not inside the quorum's step: there a refusal would come after the next plan was made.
        lane.answer(() -> begin(epoch));
    }

    /** The first to lead says what the metadata of this cluster may hold. */
    private void begin(int epoch) {
        if (reign.filter(current -> current.epoch() == epoch).isEmpty()) return;
        decide(
                image ->
                        new Decision<>(
                                NodePlans.begin(image, entropy.uuid().toString()),
                                Answer.done(epoch)),
                begun -> {
                    if (begun instanceof Answer.Done<Integer>) news.onActive(epoch);
                });
    }

    @Override
    public void onResigned(int epoch) {
        reign = Optional.empty();
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
    }
}
