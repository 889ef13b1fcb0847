package io.skein.scenarios.history.checker;

import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Op.Deed;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Span;
import io.skein.simulation.Gen;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The names of topics, as somebody sees them who asks one thing after another. */
final class ToyNames {
    private static final int ADMIN = 900;

    private final Gen gen;
    private final TreeMap<String, Topic> topics = new TreeMap<>();
    private long ids;

    private record Topic(Uuid id, String config) {}

    ToyNames(Gen gen) {
        this.gen = gen;
    }

    /** One thing is done to one name, and takes effect whether or not an answer comes. */
    Op.OnTopic step(LongSupplier clock) {
        String name = gen.pick("x", "y");
        Deed deed = gen.pick(List.of(Deed.values()));
        long begun = clock.getAsLong();
        Op.OnTopic done =
                done(new Span(ADMIN, begun, clock.getAsLong(), Outcome.OK, ""), deed, name);
        boolean silent = gen.chance(0.1) && done.span().isOk() && deed != Deed.DESCRIBE;
        if (!silent) return done;
        Uuid told = deed == Deed.CREATE ? Uuid.ZERO : done.id();
        return new Op.OnTopic(Span.open(ADMIN, begun), deed, name, told, done.config());
    }

    private Op.OnTopic done(Span span, Deed deed, String name) {
        boolean exists = topics.containsKey(name);
        if (exists == (deed == Deed.CREATE)) {
            String error = exists ? Deed.EXISTS : Deed.MISSING;
            Span failed =
                    new Span(
                            span.process(),
                            span.invokedNanos(),
                            span.completedNanos(),
                            Outcome.FAIL,
                            error);
            return new Op.OnTopic(failed, deed, name, Uuid.ZERO, "");
        }
        Topic before = topics.getOrDefault(name, new Topic(Uuid.ZERO, ""));
        Topic after =
                switch (deed) {
                    case CREATE -> new Topic(new Uuid(9, ++ids), "c" + gen.between(0, 9));
                    case ALTER -> new Topic(before.id(), "c" + gen.between(0, 9));
                    case DELETE, DESCRIBE -> before;
                };
        topics.put(name, after);
        if (deed == Deed.DELETE) topics.remove(name);
        return new Op.OnTopic(span, deed, name, after.id(), after.config());
    }
}
