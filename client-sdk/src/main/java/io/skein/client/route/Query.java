package io.skein.client.route;

import io.grpc.MethodDescriptor;
import io.skein.client.ClosedException;
import io.skein.client.ConnectionSettings;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.ClientWorld;
import io.skein.client.wire.Ending;
import io.skein.protocol.v1.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One question to the cluster, asked again while that helps, until the request timeout is over.
 * Owned by the client's lane; its future is for anybody.
 */
public final class Query<Q, R> implements CallHandler<R> {
    private static final long RETRY_MILLIS_MAX = 60_000;

    private final ClientWorld world;
    private final Session session;
    private final Question<Q, R> question;
    private final Backoff backoff;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private long deadlineNanos;

    /**
     * What to ask.
     *
     * @param repeatable whether doing it twice does no harm, as with everything that only reads
     * @param refusedForNow what an answer lacks that may be there a little later: then the question
     *     is asked again, until what is there has to do
     */
    public record Question<Q, R>(
            MethodDescriptor<Q, R> method,
            Q request,
            boolean repeatable,
            Function<R, Optional<Refusal>> refusedForNow) {
        /** One of which every answer is whole. */
        public Question(MethodDescriptor<Q, R> method, Q request, boolean repeatable) {
            this(method, request, repeatable, answer -> Optional.empty());
        }
    }

    private Query(ClientWorld world, Session session, Question<Q, R> question, Backoff backoff) {
        this.world = world;
        this.session = session;
        this.question = question;
        this.backoff = backoff;
    }

    /** Asks, from any thread. The future fails with a {@link io.skein.client.SkeinException}. */
    public static <Q, R> CompletableFuture<R> ask(
            ClientWorld world,
            Session session,
            ConnectionSettings settings,
            Question<Q, R> question) {
        Backoff backoff = new Backoff(settings, world.entropy());
        Query<Q, R> query = new Query<>(world, session, question, backoff);
        long timeoutNanos = settings.requestTimeout().toNanos();
        if (!world.lane().post(() -> query.begin(timeoutNanos))) {
            query.answer.completeExceptionally(new ClosedException("the client is closed"));
        }
        return query.answer;
    }

    private void begin(long timeoutNanos) {
        deadlineNanos = world.clock().nanos() + timeoutNanos;
        session.call(question.method(), question.request(), timeoutNanos, this);
    }

    private void again() {
        long leftNanos = Math.max(1, deadlineNanos - world.clock().nanos());
        session.call(question.method(), question.request(), leftNanos, this);
    }

    @Override
    public void onAnswer(R message) {
        Optional<Refusal> lacking = question.refusedForNow().apply(message);
        if (lacking.isEmpty() || !againAfter(lacking)) answer.complete(message);
    }

    @Override
    public void onEnd(Ending ending) {
        boolean isAskedAgain =
                Endings.isWorthRepeating(ending, question.repeatable())
                        && againAfter(ending.refusal());
        if (isAskedAgain) return;
        answer.completeExceptionally(Endings.exception(ending, question.repeatable()));
    }

    /** Asks again after a while, if there is time for that. */
    private boolean againAfter(Optional<Refusal> refusal) {
        long toldMillis = refusal.map(Refusal::getRetryAfterMillis).orElse(0L);
        long toldNanos = Math.min(toldMillis, RETRY_MILLIS_MAX) * 1_000_000;
        long waitNanos = Math.max(toldNanos, backoff.nextNanos());
        boolean inTime = world.clock().nanos() + waitNanos - deadlineNanos < 0;
        if (inTime) world.lane().after(waitNanos, this::again);
        return inTime;
    }
}
