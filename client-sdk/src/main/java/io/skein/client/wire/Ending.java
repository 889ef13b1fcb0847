package io.skein.client.wire;

import io.grpc.Status;
import io.skein.protocol.v1.Refusal;
import java.util.Optional;

/**
 * How a call or stream ended.
 *
 * @param code OK only for streams that the node finished in good order
 * @param reason for people, one line
 * @param refusal what the node said in the trailer "skein-refusal-bin", if it said something
 */
public record Ending(Status.Code code, String reason, Optional<Refusal> refusal) {
    /** An ending that the node had no say in. */
    public static Ending of(Status.Code code, String reason) {
        return new Ending(code, reason, Optional.empty());
    }
}
