package io.skein.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where those who read closed segments in order will read on, and what was read there before they
 * asked. Owned by the read lane; the longest unused places go first.
 */
final class ReadAhead {
    static final int PLACES_MAX = 8;

    private record Key(String folder, long base, long offset) {
        static Key of(ReadOrder order) {
            return new Key(order.folder(), order.base(), order.offset());
        }
    }

    /** What {@link SegmentRead} brought, and the position of what comes behind it. */
    record Found(ReadResult result, int end) {}

    /**
     * Where the batch of an offset begins.
     *
     * @param ready the read from there, if it was done
     */
    record Place(int position, Optional<Found> ready) {}

    private final LinkedHashMap<Key, Place> places = new LinkedHashMap<>();

    /** Where this order begins, if the one before it was seen. */
    Optional<Place> take(ReadOrder order) {
        return Optional.ofNullable(places.remove(Key.of(order)));
    }

    /** This order will probably come. */
    void expect(ReadOrder order, Place place) {
        Place before = places.putIfAbsent(Key.of(order), place);
        if (before != null) drop(Optional.of(place));
        if (places.size() > PLACES_MAX) drop(Optional.of(places.pollFirstEntry().getValue()));
    }

    /** Whether what was read ahead is what the order would bring. */
    static boolean isFor(ReadOrder order, Found found) {
        if (!(found.result() instanceof ReadResult.Batches read)) return false;
        boolean isSmall = read.batches().size() == 1 || read.sizeBytes() <= order.bytesMax();
        return isSmall && read.next() <= order.limit();
    }

    void forget(String folder) {
        forgetIf(key -> key.folder().equals(folder));
    }

    void forget(String folder, long base) {
        forgetIf(key -> key.folder().equals(folder) && key.base() == base);
    }

    private void forgetIf(Predicate<Key> isGone) {
        for (var each = places.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Key, Place> entry = each.next();
            if (!isGone.test(entry.getKey())) continue;
            drop(Optional.of(entry.getValue()));
            each.remove();
        }
    }

    private static void drop(Optional<Place> place) {
        place.flatMap(Place::ready).ifPresent(found -> found.result().giveBack());
    }
}
