package io.skein.server.controller;

import io.skein.server.controller.plan.Decision;
import io.skein.server.controller.plan.ProducerPlans;
import io.skein.server.door.Answer;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.NodeImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What runs of nodes tell and ask of one leadership; of others than those registered nothing. */
final class NodeAsks {
    private NodeAsks() {}

    static void opened(
            Reign now, ControllerAsk.LogsOpen open, Consumer<Answer<ControllerReply>> then) {
        if (now.run(open.node(), open.incarnation()).isEmpty()) {
            then.accept(Answer.refused(Outcomes.otherRun(open.node())));
            return;
        }
        now.roll().opened(open.node(), open.incarnation(), now.held(open));
        now.decide(image -> noted(now.nodes().logsOpen(image, open.node(), open.copies())), then);
    }

    static void count(
            Reign now, ControllerAsk.CountInSync counted, Consumer<Answer<ControllerReply>> then) {
        Optional<NodeImage> leader = now.run(counted.node(), counted.incarnation());
        if (leader.filter(one -> !one.fenced()).isEmpty()) {
            then.accept(Answer.refused(Outcomes.otherRun(counted.node())));
            return;
        }
        now.decide(
                image ->
                        now.nodes()
                                .count(image, counted.node(), counted.claims())
                                .map(ControllerReply.Counted::new),
                then);
    }

    static void reserve(
            Reign now,
            ControllerAsk.ReserveProducerIds reserve,
            Consumer<Answer<ControllerReply>> then) {
        if (now.run(reserve.node(), reserve.incarnation()).isEmpty()) {
            then.accept(Answer.refused(Outcomes.otherRun(reserve.node())));
            return;
        }
        now.decide(
                image -> ProducerPlans.reserve(image).map(ControllerReply.ProducerIdsReserved::new),
                then);
    }

    static void copying(
            Reign now, ControllerAsk.CopiesTold told, Consumer<Answer<ControllerReply>> then) {
        if (now.run(told.node(), told.incarnation()).isEmpty()) {
            then.accept(Answer.refused(Outcomes.otherRun(told.node())));
            return;
        }
        now.copies().told(told);
        then.accept(Answer.done(new ControllerReply.Noted()));
    }

    /** These facts, and that they are known. */
    static Decision<ControllerReply> noted(List<MetadataRecord> records) {
        return new Decision<>(records, Answer.done(new ControllerReply.Noted()));
    }
}
