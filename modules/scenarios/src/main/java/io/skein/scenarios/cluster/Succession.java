package io.skein.scenarios.cluster;

import io.skein.scenarios.client.Seat;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.story.Stage;
import io.skein.simulation.Death;
import io.skein.simulation.DiskFaults;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import io.skein.simulation.World;
import java.util.List;
import java.util.Optional;

/**
 * What shows whether replicas have on their disks what they have confirmed: their disks hang, their
 * leader dies, so that one of them leads, and then they lose power. Owned by the world.
 */
final class Succession {
    private static final DiskFaults HANGING = new DiskFaults(0, 0, 0, 0, 1, 1, 20 * Seat.SECOND);

    private final Stage stage;
    private final World world;
    private final Guide guide;

    Succession(Stage stage, Guide guide) {
        this.stage = stage;
        this.world = stage.world();
        this.guide = guide;
    }

    /** Whether there is somebody that this can happen to. */
    boolean happens(Gen gen) {
        Optional<List<Site>> found = guide.someHeirs(gen.between(0, 1_000));
        long aliveNanos = gen.between(10, 3_000) * Seat.MILLI;
        long aloneNanos = gen.between(300, 1_500) * Seat.MILLI;
        Death death = gen.chance(0.8) ? Death.KILL : Death.POWER_CUT;
        found.ifPresent(all -> {
            List<Site> heirs = all.subList(1, all.size());
            for (Site heir : heirs) {
                for (SimDisk disk : logDisks(heir)) {
                    disk.faults(HANGING, aliveNanos + aloneNanos);
                }
            }
            world.after(aliveNanos, "leader dies", () -> all.getFirst().die(death));
            world.after(aliveNanos + aloneNanos, "heirs die", () -> heirs.forEach(this::die));
        });
        return found.isPresent();
    }

    private void die(Site heir) {
        if (heir.die(Death.POWER_CUT)) stage.reached("an heir lost power behind its leader");
    }

    /** Without that of the metadata: whoever cannot vote or hear who leads is no heir. */
    private static List<SimDisk> logDisks(Site site) {
        return site.disks().subList(0, site.disks().size() - 1);
    }
}
