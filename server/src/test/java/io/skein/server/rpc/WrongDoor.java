package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The door of a node that leads nothing: it passes on, if it can, what another one answers. */
final class WrongDoor implements FrontDoor {
    private final SmallDoor leader;
    private Optional<Refusal> trouble = Optional.empty();
    private final List<AppendRun> runs = new ArrayList<>();
    private int asked;

    WrongDoor(SmallDoor leader) {
        this.leader = leader;
    }

    /** From now on nothing can be passed on, for that reason. */
    void cut(Refusal why) {
        trouble = Optional.of(why);
    }

    /** It can again. */
    void mend() {
        trouble = Optional.empty();
    }

    /** How often something was to be passed on. */
    int asked() {
        return asked;
    }

    /** The run of each append that was to be passed on. */
    List<AppendRun> runs() {
        return runs;
    }

    @Override
    public void newProducer(Consumer<Answer<Long>> then) {
        leader.newProducer(then);
    }

    @Override
    public void ask(AdminRequest request, Consumer<Answer<AdminReply>> then) {
        leader.ask(request, then);
    }

    @Override
    public <R extends PartitionReply> void ask(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        asked++;
        if (request instanceof PartitionRequest.Append append) runs.add(append.run());
        if (trouble.isPresent()) then.accept(Answer.refused(trouble.get()));
        else leader.ask(partition, request, then);
    }

    @Override
    public <R extends PartitionReply> void askHere(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        then.accept(Answer.refused(Refusal.later(Why.NOT_LEADER, "another node leads", 100)));
    }

    @Override
    public MetadataImage image() {
        return leader.image();
    }

    @Override
    public Watch watchImage(Consumer<MetadataImage> then) {
        return leader.watchImage(then);
    }
}
