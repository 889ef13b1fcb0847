package io.skein.server.boot;

import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a node trusted: tells whoever is active, twice a second, that it is there and how far it
 * knows the metadata, and which logs it has open. A controller that has not heard that yet is told
 * all of them. Owned by the quorum lane.
 */
final class Presence {
    static final long BEAT_NANOS = 500_000_000;

    /** Most logs that are told at once: what follows from that has to fit one change. */
    static final int LOGS_MAX = 1_000;

    private static final long RETRY_NANOS = 100_000_000;

    private final Lane quorum;
    private final ActiveController controller;
    private final Broker broker;
    private final Self self;
    private final Consumer<String> trouble;
    private final TreeSet<CopyId> open = new TreeSet<>();
    private int heardBy;
    private boolean isBegun;
    private boolean isBeating;
    private boolean isDue;
    private boolean isTelling;
    private boolean isReplaced;

    /**
     * Who is there.
     *
     * @param image what it knows of the metadata
     */
    record Self(NodeImage node, Supplier<MetadataImage> image) {}

    /** Where it lives, and whose logs it tells of. */
    record Around(Lane quorum, ActiveController controller, Broker broker) {}

    /** Says to {@code trouble}, once, that another process has taken the node's place. */
    Presence(Around around, Self self, Consumer<String> trouble) {
        this.quorum = around.quorum();
        this.controller = around.controller();
        this.broker = around.broker();
        this.self = self;
        this.trouble = trouble;
    }

    /** The node is registered and takes up its partitions: it is there from now on. */
    void begin() {
        isBegun = true;
        controller.whenLost(this::beatSoon);
        beatOn();
    }

    /** Says no more: the node stops. */
    void end() {
        isBegun = false;
    }

    private void beatOn() {
        if (!isBegun) return;
        beat();
        quorum.after(BEAT_NANOS, this::beatOn);
    }

    /** A closed connection is held against the node soon; but not as fast as dials fail. */
    private void beatSoon() {
        if (isDue) return;
        isDue = true;
        quorum.after(
                RETRY_NANOS,
                () -> {
                    isDue = false;
                    beat();
                });
    }

    private void beat() {
        if (!isBegun || isBeating) return;
        isBeating = true;
        NodeImage node = self.node();
        long applied = self.image().get().offset();
        controller.ask(
                new ControllerAsk.Beat(node.id(), node.incarnation(), applied), this::beaten);
    }

    private void beaten(Answer<ControllerReply> answer) {
        isBeating = false;
        switch (answer) {
            case Answer.Done<ControllerReply>(ControllerReply.Heard(int epoch)) -> {
                if (epoch == heardBy) return;
                heardBy = epoch;
                broker.openLogs(quorum, this::opened);
            }
            case Answer.Done<ControllerReply> _ -> {}
            case Answer.Refused<ControllerReply>(Refusal why) when why.retryAfterMillis() > 0 ->
                    beatSoon();
            case Answer.Refused<ControllerReply>(Refusal why) -> {
                if (why.certainty() == Refusal.Certainty.DEFINITE && !isReplaced) {
                    isReplaced = true;
                    trouble.accept(why.message());
                }
            }
        }
    }

    /** These logs are open, perhaps for the first time. */
    void opened(List<CopyId> logs) {
        open.addAll(logs);
        tell();
    }

    private void tell() {
        if (isTelling || open.isEmpty()) return;
        isTelling = true;
        List<CopyId> told = new ArrayList<>();
        while (told.size() < LOGS_MAX && !open.isEmpty()) told.add(open.pollFirst());
        NodeImage node = self.node();
        controller.ask(
                new ControllerAsk.LogsOpen(node.id(), node.incarnation(), told),
                answer -> {
                    isTelling = false;
                    if (answer instanceof Answer.Done<ControllerReply>) {
                        tell();
                    } else {
                        open.addAll(told);
                        quorum.after(RETRY_NANOS, this::tell);
                    }
                });
    }
}
