package io.skein.server.broker.forward;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Place;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one lane passes on to the leaders of partitions, each by a connection of its own. Dialled
 * when there is something to ask, and closed when there has been nothing for a while. Owned by that
 * lane.
 */
public final class Forwards {
    /** How long nothing is asked where nobody was reached. */
    private static final long REDIAL_NANOS = 100_000_000;

    private final Lane lane;
    private final Map<Place, ForwardLink> links = new LinkedHashMap<>();
    private Optional<Transport<ForwardMessage>> transport = Optional.empty();

    /** Who leads a partition, and where that one is asked. */
    public record Leader(int node, Place place) {
        @Override
        public String toString() {
            return "node %d at %s".formatted(node, place.address());
        }
    }

    public Forwards(Lane lane) {
        this.lane = lane;
    }

    /** Others can be reached from now on. */
    public void over(Transport<ForwardMessage> nodes) {
        transport = Optional.of(nodes);
    }

    /** Asks that leader; answered once, on this lane, perhaps before this call returns. */
    public <R extends PartitionReply> void ask(
            Leader leader,
            PartitionId partition,
            PartitionRequest<R> request,
            Consumer<Answer<R>> then) {
        if (transport.isPresent()) {
            linkTo(leader, transport.get()).ask(partition, request, then);
        } else {
            then.accept(Answer.refused(Losses.unreachable(leader)));
        }
    }

    private ForwardLink linkTo(Leader leader, Transport<ForwardMessage> nodes) {
        ForwardLink known = links.get(leader.place());
        if (known != null) return known;
        ForwardLink made = new ForwardLink(this, leader);
        links.put(leader.place(), made);
        made.dial(nodes);
        return made;
    }

    Lane lane() {
        return lane;
    }

    /** That link is of no use any more. */
    void gone(ForwardLink link, boolean wasWelcome) {
        Runnable forget = () -> links.remove(link.leader().place(), link);
        if (wasWelcome) forget.run();
        else lane.after(REDIAL_NANOS, forget);
    }

    /** Passes on nothing more; what is open is lost. */
    public void close() {
        for (ForwardLink link : List.copyOf(links.values())) link.close();
        transport = Optional.empty();
    }
}
