package io.skein.server.boot;

import io.skein.foundation.world.Lane;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartRequest.Drain;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a node goes: others take over what it leads while it still serves, and then the controller is
 * told to count on it no more. Nobody waits for ever: each step has its time, and where no
 * controller answers the node goes without. Owned by the quorum lane.
 */
final class Departure {
    private static final long ASK_AGAIN_NANOS = 50_000_000L;

    /** About as long as it takes a quorum to find another leader, if it finds any. */
    static final long SILENCE_NANOS_MAX = 2_000_000_000L;

    static final long LEAVE_NANOS_MAX = 1_000_000_000L;

    private final Lane quorum;
    private final ActiveController controller;
    private final NodeImage self;
    private final Supplier<MetadataImage> image;
    private final Presence presence;
    private final Consumer<String> trouble;
    private final List<Runnable> afterDrain = new ArrayList<>();
    private final List<Runnable> afterLeave = new ArrayList<>();
    private Step drain = Step.AHEAD;
    private Step leave = Step.AHEAD;
    private Optional<Drained> told = Optional.empty();
    private boolean isHeard = true;
    private long answers;

    private enum Step {
        AHEAD,
        UNDER_WAY,
        DONE
    }

    Departure(
            Presence.Around around,
            Presence.Self self,
            Presence presence,
            Consumer<String> trouble) {
        this.quorum = around.quorum();
        this.controller = around.controller();
        this.self = self.node();
        this.image = self.image();
        this.presence = presence;
        this.trouble = trouble;
    }

    /** Has others take over what the node leads: as much as can be in that time. */
    void drain(long nanosMax, Runnable then) {
        afterDrain.add(then);
        if (drain == Step.AHEAD) {
            drain = Step.UNDER_WAY;
            if (isAlone() || nanosMax == 0) {
                drained();
                return;
            }
            quorum.after(nanosMax, this::drained);
            watch();
            askToDrain();
        } else if (drain == Step.DONE) {
            run(afterDrain);
        }
    }

    private boolean isAlone() {
        return image.get().nodes().size() == 1;
    }

    /** Without a quorum nobody answers, however long the node waits. */
    private void watch() {
        long before = answers;
        quorum.after(
                SILENCE_NANOS_MAX,
                () -> {
                    if (drain == Step.DONE) return;
                    isHeard = answers > before;
                    if (isHeard) watch();
                    else drained();
                });
    }

    private void askToDrain() {
        if (drain == Step.DONE) return;
        Drain request = new Drain(self.id(), false, Optional.of(self.incarnation()));
        controller.ask(new ControllerAsk.Change(request), this::drainAnswered);
    }

    private void drainAnswered(Answer<ControllerReply> answer) {
        if (drain == Step.DONE) return;
        if (answer instanceof Answer.Done<ControllerReply>(ControllerReply.Changed changed)
                && changed.reply() instanceof Drained drained) {
            answers++;
            told = Optional.of(drained);
            // Only when this node knows it, those that it serves do.
            if (drained.isDone() && led(image.get()) <= drained.stuck()) {
                drained();
                return;
            }
        } else if (isFinal(answer)) {
            drained();
            return;
        }
        quorum.after(ASK_AGAIN_NANOS, this::askToDrain);
    }

    private static boolean isFinal(Answer<ControllerReply> answer) {
        return answer instanceof Answer.Refused<ControllerReply>(Refusal why)
                && why.retryAfterMillis() == 0
                && why.certainty() == Refusal.Certainty.DEFINITE;
    }

    private int led(MetadataImage now) {
        int led = 0;
        for (TopicImage topic : now.topics().values()) {
            for (int number = 0; number < topic.partitions().size(); number++) {
                if (topic.partitions().get(number).leader() == self.id()) led++;
            }
        }
        return led;
    }

    private void drained() {
        if (drain == Step.DONE) return;
        drain = Step.DONE;
        int kept = isAlone() ? 0 : led(image.get());
        if (kept > 0) trouble.accept(sentence(kept));
        run(afterDrain);
    }

    private String sentence(int kept) {
        String why =
                told.flatMap(one -> one.kept().stream().findFirst())
                        .map(one ->
                                ": %s %d, for example, because %s"
                                        .formatted(
                                                one.topic(),
                                                one.partition(),
                                                switch (one.reason()) {
                                                    case ONLY_COPY -> "no other node holds it";
                                                    case OTHERS_AWAY ->
                                                            "the others that hold it are away";
                                                    case OTHERS_BEHIND ->
                                                            "the others have not caught up";
                                                }))
                        .orElse("");
        return "stopping though it still leads " + kept + " partitions" + why;
    }

    /** Tells the controller to count on the node no more, and says nothing from then on. */
    void leave(Runnable then) {
        afterLeave.add(then);
        if (leave == Step.AHEAD) {
            leave = Step.UNDER_WAY;
            presence.end();
            if (isAlone() || !isHeard) {
                left();
                return;
            }
            quorum.after(LEAVE_NANOS_MAX, this::left);
            askToLeave();
        } else if (leave == Step.DONE) {
            run(afterLeave);
        }
    }

    private void askToLeave() {
        if (leave == Step.DONE) return;
        controller.ask(
                new ControllerAsk.Leave(self.id(), self.incarnation()),
                answer -> {
                    boolean isDone = answer instanceof Answer.Done<ControllerReply>;
                    if (isDone || isFinal(answer)) left();
                    else quorum.after(ASK_AGAIN_NANOS, this::askToLeave);
                });
    }

    private void left() {
        if (leave == Step.DONE) return;
        leave = Step.DONE;
        run(afterLeave);
    }

    /** It stops now, whatever is under way. */
    void hurry() {
        if (drain == Step.UNDER_WAY) drained();
        if (leave == Step.UNDER_WAY) left();
    }

    private static void run(List<Runnable> waiting) {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }
}
