package io.skein.scenarios.site;

import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Stage;
import io.skein.simulation.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sites of a run, and what happens to them. Owned by the world. */
public final class Sites {
    private final Stage stage;
    private final Networks networks;
    private final List<Site> all = new ArrayList<>();
    private int failuresSeen;

    /** None yet. */
    public Sites(Stage stage, Networks networks) {
        this.stage = stage;
        this.networks = networks;
        stage.world().tolerateFailures();
        stage.world().afterEveryEvent(this::look);
    }

    /** Builds one, and starts its node. */
    public Site add(Site.Plan plan) {
        Site site = new Site(stage, networks, plan);
        all.add(site);
        return site;
    }

    /** In the order in which they were built. */
    public List<Site> all() {
        return all;
    }

    private void look() {
        while (failuresSeen < stage.world().failures().size()) {
            judge(stage.world().failures().get(failuresSeen++));
        }
        for (Site site : all) site.look();
    }

    private void judge(Failure failure) {
        Optional<Site> there =
                all.stream().filter(site -> site.name().equals(failure.host())).findFirst();
        there.orElseThrow(() -> asTold(failure)).judge(failure);
    }

    /** What is thrown for a failure that nothing excuses. */
    static RuntimeException asTold(Failure failure) {
        if (failure.thrown() instanceof Violation violation) return violation;
        throw new AssertionError(failure.toString(), failure.thrown());
    }
}
