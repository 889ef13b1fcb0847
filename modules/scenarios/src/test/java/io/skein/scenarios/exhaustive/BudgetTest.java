package io.skein.scenarios.exhaustive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.raft.core.Message;
import io.skein.raft.core.VoterChange;
import org.junit.jupiter.api.Test;

/** What is packed into numbers comes out again. */
class BudgetTest {
    private static final Budget BUDGET = new Budget(1, 2, 3, 4, 5, 15);

    private static Budget after(Step step) {
        return Budget.unpacked(Budget.after(step, BUDGET.packed()));
    }

    @Test
    void whatIsPackedComesOutAgain() {
        assertEquals(BUDGET, Budget.unpacked(BUDGET.packed()));
        assertEquals(Budget.NONE, Budget.unpacked(Budget.NONE.packed()));
    }

    @Test
    void eachStepTakesItsOwn() {
        VoterChange change = new VoterChange.Remove(Terms.node(1).id());
        Message asked = new Message.LeaderAsked(1, Terms.node(2).id());
        Parcel parcel = new Parcel(2, 1, asked);
        assertEquals(new Budget(0, 2, 3, 4, 5, 15), after(new Step.PatienceEnded(1)));
        assertEquals(new Budget(1, 1, 3, 4, 5, 15), after(new Step.Beaten(1)));
        assertEquals(new Budget(1, 2, 2, 4, 5, 15), after(new Step.Proposed(1, 1)));
        assertEquals(new Budget(1, 2, 3, 3, 5, 15), after(new Step.VotersAsked(1, 1, change)));
        assertEquals(new Budget(1, 2, 3, 4, 4, 15), after(new Step.Crashed(1)));
        assertEquals(new Budget(1, 2, 3, 4, 5, 14), after(new Step.HeardDouble(parcel)));
        assertEquals(BUDGET, after(new Step.Heard(parcel)));
        assertEquals(BUDGET, after(new Step.Confirmed(1, true)));
    }

    @Test
    void aTableGrowsAndForgetsNothing() {
        LongTable table = new LongTable();
        for (int i = 1; i <= 10_000; i++) assertTrue(table.add(i * 0x100000001L, i));
        for (int i = 1; i <= 10_000; i++) {
            assertEquals(i, table.get(i * 0x100000001L));
            assertFalse(table.add(i * 0x100000001L, 0));
        }
        assertEquals(-1, table.get(-1));
        assertEquals(10_000, table.size());
    }
}
