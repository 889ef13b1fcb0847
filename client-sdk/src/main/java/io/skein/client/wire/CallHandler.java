package io.skein.client.wire;

/** What the caller of a unary method hears: one of the two, once. */
public interface CallHandler<R> {
    void onAnswer(R answer);

    void onEnd(Ending ending);
}
