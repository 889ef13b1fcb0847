package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The voter sets that a log names, in log order. The last counts from the moment it is written,
 * committed or not, and the one before it again when the log is cut (Raft thesis §4.1). An
 * immutable value.
 */
public record Members(List<At> history) {
    /** Of a log that names no voters yet. */
    public static final Members NONE = new Members(List.of());

    /** The entry at {@code offset} says who votes. */
    public record At(long offset, ControlRecord.Voters named) {
        /** Who votes from there on. */
        public VoterSet voters() {
            return named.voters();
        }
    }

    public Members {
        history = List.copyOf(history);
        for (int i = 1; i < history.size(); i++) {
            Check.ordered(history.get(i - 1).offset() + 1, history.get(i).offset(), "in log order");
        }
    }

    /** Who votes now; empty before the first batch of the log. */
    public Optional<VoterSet> current() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast().voters());
    }

    /** The nodes that are to vote again, with other disks. */
    List<Integer> replaced() {
        return history.isEmpty() ? List.of() : history.getLast().named().replaced();
    }

    boolean has(VoterId voter) {
        return current().filter(set -> set.has(voter)).isPresent();
    }

    /** Whether one of that node's directories votes. */
    boolean hasNode(int node) {
        return current().flatMap(set -> set.ofNode(node)).isPresent();
    }

    /**
     * Whether that one may ask for votes: its own counts, or would if the last change came to
     * nothing. Whoever alone holds the change that removes it is needed to agree on it (Raft thesis
     * §4.2.2).
     */
    boolean mayStand(VoterId member, long committedBefore) {
        if (has(member)) return true;
        return isPending(committedBefore)
                && history.stream().anyMatch(at -> at.voters().has(member));
    }

    /** Whether the last is not agreed yet. */
    boolean isPending(long committedBefore) {
        return !history.isEmpty() && history.getLast().offset() >= committedBefore;
    }

    /** After what this batch says. */
    public Members append(Batch batch) {
        return switch (batch.content()) {
            case Batch.State _ -> this;
            case Batch.Control(List<ControlRecord> records) -> {
                List<At> more = new ArrayList<>(history);
                for (int i = 0; i < records.size(); i++) {
                    if (records.get(i) instanceof ControlRecord.Voters named) {
                        more.add(new At(batch.first() + i, named));
                    }
                }
                yield more.size() == history.size() ? this : new Members(more);
            }
        };
    }

    /** After the log was cut so that it ends at {@code end}. */
    Members cut(long end) {
        if (history.isEmpty() || history.getLast().offset() < end) return this;
        return new Members(history.stream().filter(at -> at.offset() < end).toList());
    }

    /** Without those that can never count again, because a later one is agreed. */
    Members agreed(long committedBefore) {
        int last = history.size() - 1;
        while (last > 0 && history.get(last).offset() >= committedBefore) last--;
        return last <= 0 ? this : new Members(history.subList(last, history.size()));
    }

    /** The last of them alone, where it is known to be agreed. */
    public Members last() {
        return history.size() <= 1 ? this : new Members(List.of(history.getLast()));
    }

    /** What was known before that offset, for a snapshot of what lies there. */
    public Members upTo(long offset) {
        return new Members(history.stream().filter(at -> at.offset() < offset).toList());
    }
}
