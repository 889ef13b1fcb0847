package io.skein.scenarios.history;

import java.util.OptionalLong;

/**
 * From where to where one log must be, and with what: what it was given, how much of that was
 * promised to stay, how far its start may have moved, and what was asked to go and may be there
 * still. Owned by who judges the log.
 */
public final class Extent {
    private final String name;
    private final GivenBatches given = new GivenBatches();
    private long promised;
    private long startLeast;
    private long startMost;
    private long ceiling = Long.MAX_VALUE;
    private OptionalLong newOrigin = OptionalLong.empty();

    /** Of a log without batches, which violations call by this name. */
    public Extent(String name) {
        this.name = name;
    }

    public GivenBatches given() {
        return given;
    }

    /** What is before this may not have gone without a word. */
    public long startLeast() {
        return startLeast;
    }

    /** What is before this may have gone. */
    public long startMost() {
        return startMost;
    }

    /** All before {@code end} stays, but for what was asked to go. */
    public void promise(long end) {
        promised = Math.max(promised, Math.min(end, ceiling));
    }

    /** Nothing from here on is promised any more. */
    public void promiseNothingFrom(long offset) {
        promised = Math.min(promised, offset);
    }

    /** The log said that it has lost what is behind this, which it had not promised. */
    public void cutBack(long end) {
        if (end < promised) throw lost("cut to " + end);
        given.forgetAfter(end);
    }

    /** The batch that holds this offset may go from now on, and all behind it. */
    public void mayEndAt(long offset) {
        ceiling = given.endIfCutAt(offset);
        promised = Math.min(promised, ceiling);
        // Records may have been deleted up to inside that batch.
        startLeast = Math.min(startLeast, ceiling);
    }

    /** Where the log ends once all that may go has gone. */
    public long endIfCut() {
        return Math.min(ceiling, given.end());
    }

    /** All that might go has gone for good, it was said; so much of what is left is promised. */
    public void endsAt(long end, long promisedEnd) {
        given.forgetAfter(end);
        promised = promisedEnd;
        startMost = Math.min(startMost, end);
        ceiling = Long.MAX_VALUE;
    }

    /** Nothing went after all. */
    public void staysAsItIs() {
        ceiling = Long.MAX_VALUE;
        newOrigin = OptionalLong.empty();
    }

    /** All may go from now on, and the log begin anew at this offset. */
    public void mayBeginAt(long offset) {
        ceiling = startLeast;
        promised = startLeast;
        newOrigin = OptionalLong.of(offset);
    }

    /** Whether all may go. */
    public boolean mayBeginAnew() {
        return newOrigin.isPresent();
    }

    /** It begins here, and has nothing. */
    public void beginsAt(long offset) {
        given.beginAt(offset);
        settle(offset, offset);
    }

    /** What is before this may go from now on. */
    public void mayStartAt(long offset) {
        startMost = Math.max(startMost, offset);
    }

    /** What is before this was said to be gone for good. */
    public void startsAt(long offset) {
        startLeast = Math.max(startLeast, Math.min(offset, startMost));
    }

    /** Whether a log that is found like this has begun anew, as it was asked to. */
    public boolean isBegunAnew(long start, long end) {
        return start == end && newOrigin.equals(OptionalLong.of(start));
    }

    /** A log was found from {@code start} to {@code end}. */
    public void check(long start, long end) {
        if (end < promised) throw lost("ends at " + end);
        if (start < startLeast || start > startMost) {
            throw new Violation(
                    "wrong-start",
                    "%s starts at %d, not between %d and %d"
                            .formatted(name, start, startLeast, startMost));
        }
    }

    /** What was found is what is, and nothing is under way. */
    public void is(long start, long end) {
        given.forgetAfter(end);
        settle(start, end);
    }

    private void settle(long start, long end) {
        promised = end;
        startLeast = start;
        startMost = start;
        staysAsItIs();
    }

    private Violation lost(String how) {
        return new Violation("lost-write", name + " " + how + ", but " + promised + " is promised");
    }

    /** One batch follows another, and offsets between them are missing. */
    public Violation hole(long from, long to) {
        return new Violation("offset-hole", "%s: %d follows %d".formatted(name, to, from));
    }

    /** A batch was served that the log did not get. */
    public Violation phantom(long base) {
        return new Violation("phantom-batch", name + "@" + base + " was never given");
    }

    /** All that might go was said to have gone, and it was not that. */
    public Violation wrongCut(long end) {
        return new Violation("wrong-cut", name + " cut to " + end + ", not to " + endIfCut());
    }
}
