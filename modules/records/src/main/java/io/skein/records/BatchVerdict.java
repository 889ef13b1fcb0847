package io.skein.records;

/** What {@link BatchCheck} says about bytes that claim to be a batch. */
public sealed interface BatchVerdict {
    /** True for {@link Valid}. */
    boolean isValid();

    /**
     * The batch keeps the rules that were asked for; the getters of {@link Batch} may be believed.
     *
     * @param sizeBytes the whole batch, header included
     * @param count records in it
     */
    record Valid(int sizeBytes, int count) implements BatchVerdict {
        @Override
        public boolean isValid() {
            return true;
        }
    }

    /**
     * The batch breaks a rule; nothing in it may be believed.
     *
     * @param fault for programs
     * @param reason for people: which rule, and the value that broke it
     */
    record Invalid(BatchFault fault, String reason) implements BatchVerdict {
        @Override
        public boolean isValid() {
            return false;
        }
    }
}
