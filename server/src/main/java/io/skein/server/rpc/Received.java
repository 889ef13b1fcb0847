package io.skein.server.rpc;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * A request as it came over the wire, well formed or not. gRPC would end the call of a message that
 * cannot be read as if the fault were ours.
 */
sealed interface Received<Q> {
    record WellFormed<Q>(Q request) implements Received<Q> {}

    record Malformed<Q>(Status status) implements Received<Q> {}

    /** Reads with another marshaller, and takes its failures as values. */
    record Reader<Q>(Marshaller<Q> inner) implements Marshaller<Received<Q>> {
        @Override
        public InputStream stream(Received<Q> received) {
            return switch (received) {
                case WellFormed<Q>(Q request) -> inner.stream(request);
                case Malformed<Q>(Status status) -> throw status.asRuntimeException();
            };
        }

        @Override
        public Received<Q> parse(InputStream stream) {
            try {
                return new WellFormed<>(inner.parse(stream));
            } catch (StatusRuntimeException failed) {
                Status status = failed.getStatus();
                // The generated marshallers call malformed bytes an internal error.
                if (status.getCode() == Status.Code.INTERNAL) {
                    status =
                            Status.INVALID_ARGUMENT.withDescription(
                                    "the message is not well formed");
                }
                return new Malformed<>(status);
            }
        }
    }
}
