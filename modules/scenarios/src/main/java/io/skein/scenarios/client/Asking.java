package io.skein.scenarios.client;

import io.grpc.MethodDescriptor;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import java.util.function.Consumer;

/** What a client asks of any node, one request at a time. Owned by the client's lane. */
final class Asking {
    private final Seat seat;
    private final Ways ways;
    private boolean open;

    Asking(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
    }

    /** Whether it is not known yet what came of the last one. */
    boolean isOpen() {
        return open;
    }

    <Q, R> void call(
            MethodDescriptor<Q, R> method,
            Q request,
            Consumer<R> answered,
            Consumer<Ending> ended) {
        open = true;
        ways.any()
                .call(
                        method,
                        request,
                        seat.gen().between(1, 8) * Seat.SECOND,
                        new CallHandler<>() {
                            @Override
                            public void onAnswer(R answer) {
                                open = false;
                                answered.accept(answer);
                            }

                            @Override
                            public void onEnd(Ending ending) {
                                seat.tell("%s %s".formatted(method.getBareMethodName(), ending));
                                open = false;
                                ended.accept(ending);
                            }
                        });
    }
}
