package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Batch;
import io.skein.raft.core.VoterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has happened and must stay true whatever happens later: what was ever agreed, and who ever
 * led. Votes need no place here, for a disk that goes into no older epoch keeps them. An immutable
 * value.
 */
record History(List<Agreed> agreed, List<Reign> reigns) {
    static final History NONE = new History(List.of(), List.of());

    /** What was agreed, and by whom it was first: the leader of that epoch. */
    record Agreed(Batch batch, int epoch) {}

    /** Who led an epoch. */
    record Reign(int epoch, VoterId leader) {}

    History {
        agreed = List.copyOf(agreed);
        reigns = List.copyOf(reigns);
    }

    long agreedBefore() {
        return agreed.isEmpty() ? 0 : agreed.getLast().batch().end().next();
    }

    Optional<Batch> agreedAt(long first) {
        return agreed.stream()
                .map(Agreed::batch)
                .filter(batch -> batch.first() == first)
                .findFirst();
    }

    Optional<VoterId> leaderOf(int epoch) {
        return reigns.stream()
                .filter(reign -> reign.epoch() == epoch)
                .map(Reign::leader)
                .findFirst();
    }

    History with(Agreed one) {
        List<Agreed> more = new ArrayList<>(agreed);
        more.add(one);
        return new History(more, reigns);
    }

    History with(Reign reign) {
        List<Reign> more = new ArrayList<>(reigns);
        int at = 0;
        while (at < more.size() && more.get(at).epoch() < reign.epoch()) at++;
        more.add(at, reign);
        return new History(agreed, more);
    }
}
