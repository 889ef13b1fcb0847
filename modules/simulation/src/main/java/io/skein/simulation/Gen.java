package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Draws values for tests from a seed. Every draw is a <em>choice</em>: a number from 0, the
 * simplest, up to a bound. Choices can be recorded, changed and followed again, so that a failing
 * case shrinks without knowing what was made of them ({@link #check}), and small spaces can be
 * walked whole ({@link #exhaust}). Streams with a name are independent: what is drawn from one
 * never shifts another. Owned by one thread.
 */
public final class Gen {
    private static final int NAME_LETTERS = 26;

    private final Root root;
    private final String name;
    private final long seed;
    private final Rng rng;
    private final Tape tape;

    private Gen(Root root, String name, long seed) {
        this.root = root;
        this.name = name;
        this.seed = seed;
        this.rng = new Rng(seed);
        this.tape = root.tapes.apply(name);
        root.streams.put(name, this);
    }

    /** Draws from {@code seed} and keeps no record: for long simulations. */
    public static Gen of(long seed) {
        return new Gen(new Root(_ -> Tape.off(), false), "", seed);
    }

    /** Draws from {@code seed} and records; see {@link #choices}. */
    public static Gen recording(long seed) {
        return new Gen(new Root(_ -> Tape.recording(), false), "", seed);
    }

    /** Makes these choices again. One that is too large is lowered; where they end, 0 follows. */
    public static Gen following(Choices choices) {
        return new Gen(new Root(name -> Tape.following(choices.of(name)), false), "", 0);
    }

    /**
     * Tries a property with {@code cases} seeds that follow from {@code name}, so that every build
     * tries the same. A failure is shrunk and thrown as an {@link AssertionError} that says how to
     * replay it.
     */
    public static void check(String name, int cases, Property property) {
        Checking.check(name, cases, Rng.hash(name), property);
    }

    /** As {@link #check(String, int, Property)}, with seeds that follow from {@code seed} too. */
    public static void check(String name, int cases, long seed, Property property) {
        Checking.check(name, cases, Rng.derive(seed, name), property);
    }

    /** Tries a property once, with choices as a failed {@link #check} printed them. */
    public static void replay(String choices, Property property) throws Exception {
        property.holdsFor(following(Choices.parse(choices)));
    }

    /**
     * Tries a property with all values that can be drawn and returns how many there were; fails if
     * there are more than {@code casesMax}. Named streams are walked with the others, one after
     * another as they draw.
     */
    public static long exhaust(String name, long casesMax, Property property) {
        return Checking.exhaust(name, casesMax, property);
    }

    /** For {@link Checking}: follows {@code script}, and has but one stream. */
    static Gen walking(List<Long> script) {
        return new Gen(new Root(_ -> Tape.following(script), true), "", 0);
    }

    /** The stream of that name; asked again, it goes on where it was. */
    public Gen stream(String stream) {
        if (root.walking) return this;
        String path = name.isEmpty() ? stream : name + "/" + stream;
        return Optional.ofNullable(root.streams.get(path))
                .orElseGet(() -> new Gen(root, path, Rng.derive(seed, stream)));
    }

    /** What was chosen so far, in all streams. */
    public Choices choices() {
        SortedMap<String, List<Long>> chosen = new TreeMap<>();
        root.streams.forEach((stream, gen) -> chosen.put(stream, gen.tape.chosen()));
        return new Choices(chosen);
    }

    /** As {@link Tape#nextLeaf}. */
    List<Long> nextLeaf() {
        return tape.nextLeaf();
    }

    /** From {@code least} up to {@code most}, each as likely; {@code least} is the simplest. */
    public int between(int least, int most) {
        return (int) between((long) least, (long) most);
    }

    /** From {@code least} up to {@code most}, each as likely; {@code least} is the simplest. */
    public long between(long least, long most) {
        Check.ordered(least, most, "a range is not empty");
        long span = most - least;
        return least + tape.settle(rng.upTo(span), span);
    }

    /** Any long; as many short ones as long ones, so that edges and small numbers come often. */
    public long anyLong() {
        long bitCount = tape.settle(rng.upTo(Long.SIZE), Long.SIZE);
        if (bitCount == 0) return 0;
        long most = -1L >>> (Long.SIZE - bitCount);
        long zigzag = tape.settle(rng.upTo(most), most);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** All 64 bits even. */
    public long bits() {
        return tape.settle(rng.next(), -1);
    }

    /** Either; {@code false} is simpler. */
    public boolean flag() {
        return tape.settle(rng.next() >>> 63, 1) == 1;
    }

    /** True with this probability; 0 and 1 leave no choice. */
    public boolean chance(double probability) {
        if (probability <= 0) return false;
        if (probability >= 1) return true;
        return tape.settle(rng.unit() < probability ? 1 : 0, 1) == 1;
    }

    /** From 0 up to {@code most}, mostly around {@code mean}, sometimes far above: for delays. */
    public long skewed(long mean, long most) {
        double drawn = -mean * Math.log1p(-rng.unit());
        return tape.settle(drawn >= most ? most : (long) drawn, most);
    }

    /** One of them, each as likely; the first is the simplest. */
    public <T> T pick(List<T> from) {
        Check.that(!from.isEmpty(), "nothing to pick from");
        return from.get(between(0, from.size() - 1));
    }

    /** One of them, each as likely; the first is the simplest. */
    @SafeVarargs
    public final <T> T pick(T first, T... others) {
        int index = between(0, others.length);
        return index == 0 ? first : others[index - 1];
    }

    /** An index of {@code weights}, as often as its weight says; never one whose weight is 0. */
    public int weighted(int... weights) {
        long sum = 0;
        int choices = 0;
        for (int weight : weights) {
            sum += weight;
            if (weight > 0) choices++;
        }
        Check.that(sum > 0, "some weight is positive");
        long at = rng.upTo(sum - 1);
        int fresh = 0;
        for (int weight : weights) {
            if (at < weight) break;
            at -= weight;
            if (weight > 0) fresh++;
        }
        return nthPositive(weights, (int) tape.settle(fresh, choices - 1));
    }

    private static int nthPositive(int[] weights, int n) {
        int left = n;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && left-- == 0) return i;
        }
        throw Check.unreachable("there are as many positive weights as were counted");
    }

    /** So many bytes; zeros are the simplest. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at += Long.BYTES) {
            long word = bits();
            int end = Math.min(length, at + Long.BYTES);
            for (int i = at; i < end; i++, word >>>= Byte.SIZE) bytes[i] = (byte) word;
        }
        return bytes;
    }

    /** From {@code least} up to {@code most} lower-case letters. */
    public String word(int least, int most) {
        StringBuilder word = new StringBuilder();
        for (Integer letter : list(least, most, gen -> gen.between(0, NAME_LETTERS - 1))) {
            word.append((char) ('a' + letter));
        }
        return word.toString();
    }

    /** From {@code least} up to {@code most} elements; any of them can be shrunk away. */
    public <T> List<T> list(int least, int most, Function<Gen, T> element) {
        long size = rng.upTo(most - least) + least;
        ArrayList<T> list = new ArrayList<>();
        while (list.size() < most) {
            // One choice per element, not one for the size: so deleting an element's choices
            // deletes the element and leaves the others as they are.
            boolean more = list.size() < least || tape.settle(list.size() < size ? 1 : 0, 1) == 1;
            if (!more) break;
            list.add(element.apply(this));
        }
        return list;
    }

    /** Puts a list into any order; as it was is the simplest. */
    public void shuffle(List<?> list) {
        for (int i = 0; i < list.size() - 1; i++) {
            Collections.swap(list, i, between(i, list.size() - 1));
        }
    }

    /** What all streams of one generator share. */
    private static final class Root {
        final Function<String, Tape> tapes;
        final boolean walking;
        final SortedMap<String, Gen> streams = new TreeMap<>();

        Root(Function<String, Tape> tapes, boolean walking) {
            this.tapes = tapes;
            this.walking = walking;
        }
    }
}
