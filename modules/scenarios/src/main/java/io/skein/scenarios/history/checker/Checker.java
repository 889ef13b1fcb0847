package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.History;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/** Judges a history: every family of anomalies looks at it, and none depends on another. */
public final class Checker {
    private static final List<Function<Index, Findings>> FAMILIES =
            List.of(
                    Losses::find,
                    Agreement::find,
                    Origins::find,
                    SendOrder::find,
                    PollOrder::find,
                    Freshness::find,
                    Extents::find,
                    OffsetJumps::find,
                    Fencing::find,
                    Ownership::find,
                    Commits::find,
                    CommitRegister::find,
                    Configs::find,
                    Liveness::find);

    private Checker() {}

    /** What is to be said of a history of a run that was set up like this. */
    public static Verdict check(History history, Options options) {
        Index index = new Index(history, options);
        Findings all = new Findings();
        for (Function<Index, Findings> family : FAMILIES) all.addAll(family.apply(index));
        TopicNames names = TopicNames.search(index);
        all.addAll(names.findings());
        SortedSet<Anomaly> allowed = Allowed.with(options);
        List<Finding> broken = new ArrayList<>(all.told());
        List<Finding> excused = new ArrayList<>(all.told());
        broken.removeIf(one -> allowed.contains(one.anomaly()));
        excused.removeIf(one -> !allowed.contains(one.anomaly()));
        return new Verdict(broken, excused, allowed, all.counts(), names.undecided());
    }
}
