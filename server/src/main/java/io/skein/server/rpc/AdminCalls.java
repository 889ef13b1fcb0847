package io.skein.server.rpc;

import io.skein.foundation.Check;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.Refusal;
import java.util.function.Function;

/** Asks for a change and tells what came of it. From any thread. */
record AdminCalls(FrontDoor door) {
    /**
     * Asks.
     *
     * @param kind what it is answered with, unless it is refused
     */
    <T, R> void ask(
            AdminRequest request, Unary.Reply<R> reply, Class<T> kind, Function<T, R> toWire) {
        door.ask(
                request,
                answer -> {
                    switch (answer) {
                        case Answer.Done<AdminReply>(AdminReply done) -> {
                            Check.that(kind.isInstance(done), "what was asked is answered");
                            reply.done(toWire.apply(kind.cast(done)));
                        }
                        case Answer.Refused<AdminReply>(Refusal refusal) -> reply.refuse(refusal);
                    }
                });
    }
}
