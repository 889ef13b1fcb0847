package io.skein.server.rpc;

import io.grpc.MethodDescriptor;
import io.skein.foundation.Check;
import io.skein.protocol.SkeinMethods;
import io.skein.server.door.Refusal.Why;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * What has passed through the public API since the node started. Counted by many threads, read by
 * the metrics; the set of names is fixed at the start, so nobody outside can make it grow.
 */
public final class CallFigures {
    /** What methods that this node does not have are counted as. */
    public static final String OTHER = "other";

    private final ConcurrentSkipListMap<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<Why, LongAdder> refusals = new EnumMap<>(Why.class);
    private final LongAdder other = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();

    public CallFigures() {
        for (MethodDescriptor<?, ?> method : SkeinMethods.ALL) {
            requests.put(method.getFullMethodName(), new LongAdder());
        }
        requests.put(OTHER, other);
        for (Why why : Why.values()) refusals.put(why, new LongAdder());
    }

    /** One more refusal, in a reply or as the end of a call. */
    public void refused(Why why) {
        Objects.requireNonNull(refusals.get(why)).increment();
    }

    /** One more request of this method, by its full name, as in "skein.v1.LogService/Produce". */
    public void requested(String method) {
        requests.getOrDefault(method, other).increment();
    }

    /** Bytes that came over the wire. */
    public void received(long bytes) {
        Check.that(bytes >= 0, "bytes are counted up", bytes);
        bytesIn.add(bytes);
    }

    /** Bytes that went over the wire. */
    public void sent(long bytes) {
        Check.that(bytes >= 0, "bytes are counted up", bytes);
        bytesOut.add(bytes);
    }

    public long bytesIn() {
        return bytesIn.sum();
    }

    public long bytesOut() {
        return bytesOut.sum();
    }

    /** How many refusals of this kind there were. */
    public long refusals(Why why) {
        return Objects.requireNonNull(refusals.get(why)).sum();
    }

    /** How many requests of this method there were; its name is one of {@link #requests}. */
    public long requestsOf(String method) {
        return requests.getOrDefault(method, other).sum();
    }

    /** Shows how many requests each method had, by name. */
    public void requests(ObjLongConsumer<String> to) {
        requests.forEach((method, count) -> to.accept(method, count.sum()));
    }
}
