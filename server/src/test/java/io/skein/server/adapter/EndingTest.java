package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final String NOT = "it does not speak with this node: ";

    @Test
    void whatAnotherNodeSaysIsOneShortLine() {
        Status hostile =
                Status.FAILED_PRECONDITION.withDescription("no\r\n\tWARN " + "é".repeat(999));
        String told = Ending.reason(hostile);
        assertEquals(NOT + "no???WARN " + "?".repeat(Ending.WORDS_MAX - 10), told);
        assertEquals(NOT + "it does not say why", Ending.reason(Status.FAILED_PRECONDITION));
    }

    @Test
    void whatTheNetworkDidIsToldInItsOwnWords() {
        Exception refused = new ConnectException("connect(..) failed: Connection refused");
        Status vague = Status.UNAVAILABLE.withDescription("io exception");
        assertEquals(
                "Connection refused",
                Ending.reason(vague.withCause(new IllegalStateException("at host:1", refused))));
        assertEquals("io exception", Ending.reason(vague));
        assertEquals(
                "Unable to resolve host nowhere",
                Ending.reason(
                        Status.UNAVAILABLE.withDescription("Unable to resolve host nowhere")));
        assertEquals(
                "UNIMPLEMENTED: Method not found",
                Ending.reason(Status.UNIMPLEMENTED.withDescription("Method not found")));
        assertEquals("closed by the other side", Ending.reason(Status.OK));
        assertEquals("closed by the other side", Ending.reason(Status.UNAVAILABLE));
    }
}
