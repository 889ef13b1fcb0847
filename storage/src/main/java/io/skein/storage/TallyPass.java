package io.skein.storage;

import io.skein.storage.compact.Fate;
import io.skein.storage.compact.LastSequences;
import io.skein.storage.compact.Sieve;
import io.skein.storage.compact.Span;
import io.skein.storage.compact.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second look: how much garbage each segment holds. On the read lane. */
final class TallyPass implements BatchVisitor {
    private final Sieve sieve;
    private final LastSequences sequences;
    private final List<Tally> tallies = new ArrayList<>();
    private Optional<String> fault = Optional.empty();

    TallyPass(Sieve sieve, LastSequences sequences) {
        this.sieve = sieve;
        this.sequences = sequences;
    }

    List<Tally> tallies() {
        return tallies;
    }

    @Override
    public void begin(Span segment) {
        tallies.add(new Tally(segment, 0, 0, 0));
    }

    @Override
    public boolean take(ByteBuffer batch) {
        sequences.note(batch);
        if (sieve.of(batch, Sieve.open(batch)) instanceof Fate.Unreadable(String cause)) {
            fault = Optional.of(cause);
            return false;
        }
        Tally sofar = tallies.removeLast();
        tallies.add(
                new Tally(
                        sofar.span(),
                        sofar.batches() + 1,
                        sofar.garbageBytes() + sieve.garbageBytes(),
                        sofar.unstampedBytes() + sieve.unstampedBytes()));
        return true;
    }

    @Override
    public Optional<String> fault() {
        return fault;
    }
}
