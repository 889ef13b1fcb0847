package io.skein.scenarios.cluster;

import io.skein.scenarios.client.Seat;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.scenarios.story.Stage;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.metadata.InSyncClaim;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.Route;
import io.skein.simulation.SimNet;
import io.skein.simulation.Treatment;
import java.util.List;
import java.util.Optional;

/**
 * What shows whether a leader's word on who is in sync counts only as long as it is true: it is
 * long on its way, and those that it says have caught up die, and come back before it is heard.
 * Owned by the world.
 */
final class LateWord {
    private final Stage stage;
    private final Following following;
    private final Sites sites;
    private Optional<Gen> awaited = Optional.empty();

    LateWord(Stage stage, Following following, Sites sites, SimNet<SessionMessage> sessions) {
        this.stage = stage;
        this.following = following;
        this.sites = sites;
        sessions.filter("late word", this::treat);
    }

    /** The next such word is late. */
    void happens(Gen gen) {
        awaited = Optional.of(gen);
    }

    /** None that is still to come is late. */
    void end() {
        awaited = Optional.empty();
    }

    private Treatment treat(Route route, SessionMessage message) {
        if (!(message instanceof SessionMessage.Asked(long _, ControllerAsk ask))
                || !(ask instanceof ControllerAsk.CountInSync counted)) {
            return new Treatment.Usual();
        }
        counted.claims().forEach(following::claims);
        List<Integer> joining =
                counted.claims().stream()
                        .map(InSyncClaim::inSync)
                        .flatMap(one -> one.joining().keySet().stream())
                        .toList();
        if (awaited.isEmpty() || joining.isEmpty()) return new Treatment.Usual();
        Gen gen = awaited.get();
        awaited = Optional.empty();
        stage.reached("fault LATE_WORD");
        long lateNanos = gen.between(500, 2_500) * Seat.MILLI;
        Site joins = sites.all().get(gen.pick(joining) - 1);
        long aliveNanos = gen.between(1, 100) * Seat.MILLI;
        stage.world().after(aliveNanos, "whoever joins dies", () -> joins.die(Death.KILL));
        stage.world().trace("late word of " + route + ": " + counted);
        return new Treatment.Late(lateNanos);
    }
}
