package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadMemoryTest {
    private final ReadMemory memory = new ReadMemory();

    private Lease lease() {
        return memory.lend().orElseThrow();
    }

    @Test
    void theLastPieceBackIsTheNextToGo() {
        Lease first = lease();
        Lease second = lease();
        assertNotSame(first.piece(), second.piece());
        second.giveBack();
        first.giveBack();
        assertSame(first.piece(), lease().piece());
        assertSame(second.piece(), lease().piece());
    }

    @Test
    void aPieceGivenBackTwiceIsLentOnce() {
        Lease lease = lease();
        lease.giveBack();
        lease.giveBack();
        assertNotSame(lease().piece(), lease().piece());
        Lease again = lease();
        lease.giveBack();
        assertNotSame(again.piece(), lease().piece());
    }

    @Test
    void thereIsNoMoreThanTheBound() {
        List<Lease> all = new ArrayList<>();
        for (int i = 0; i < ReadMemory.PIECES_MAX; i++) all.add(lease());
        assertEquals(Optional.empty(), memory.lend());
        all.getFirst().giveBack();
        assertSame(all.getFirst().piece(), lease().piece());
        assertEquals(Optional.empty(), memory.lend());
    }

    @Test
    void theBytesOfAForgottenLeaseStayAsTheyAre() {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int i = 0; i < ReadMemory.PIECES_MAX; i++) {
            kept.add(lease().first(8).putLong(0, i));
        }
        Optional<Lease> next = memory.lend();
        for (int tries = 0; next.isEmpty() && tries < 1000; tries++) {
            System.gc();
            next = memory.lend();
        }
        assertTrue(next.isPresent(), "the collector has told that nobody has the leases");
        next.get().piece().putLong(0, -1);
        for (int i = 0; i < kept.size(); i++) assertEquals(i, kept.get(i).getLong(0));
    }
}
