package io.skein.foundation;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An immutable map in key order. A change returns a new map that shares all but one path of nodes
 * with the old one, so any number of versions may be kept, and read by any thread.
 *
 * <p>A B+ tree, not a hash trie: the order of keys is the tree's own order, the same in every run
 * and JVM whatever the keys' hash codes, and a range is found in O(log n). With 100,000 entries it
 * is four nodes of at most {@link SortedNode#WIDTH_MAX} entries deep; a change copies those four.
 */
public final class PersistentMap<K extends Comparable<K>, V> {
    /** One key with its value. */
    public record Entry<K, V>(K key, V value) {}

    private final SortedNode<K, V> root;

    private PersistentMap(SortedNode<K, V> root) {
        this.root = root;
    }

    public static <K extends Comparable<K>, V> PersistentMap<K, V> empty() {
        return new PersistentMap<K, V>(SortedNode.empty());
    }

    /** The same entries, in O(n). The map must be sorted by its keys' own order. */
    public static <K extends Comparable<K>, V> PersistentMap<K, V> copyOf(SortedMap<K, V> map) {
        Check.that(map.comparator() == null, "a persistent map keeps its keys' own order");
        return new PersistentMap<K, V>(SortedNode.of(map));
    }

    public int size() {
        return root.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public Optional<V> get(K key) {
        return root.get(key);
    }

    public boolean has(K key) {
        return get(key).isPresent();
    }

    /**
     * With {@code value} under {@code key}, in place of what was there; this same map if it was
     * that very object.
     */
    public PersistentMap<K, V> put(K key, V value) {
        List<SortedNode<K, V>> tops = root.put(key, value);
        return withRoot(tops.size() == 1 ? tops.get(0) : SortedNode.over(tops));
    }

    /** Without {@code key}; this same map if it was not there. */
    public PersistentMap<K, V> remove(K key) {
        return withRoot(root.remove(key).withoutIdleTop());
    }

    private PersistentMap<K, V> withRoot(SortedNode<K, V> changed) {
        return changed == root ? this : new PersistentMap<>(changed);
    }

    /** All entries, in key order. */
    public Iterable<Entry<K, V>> entries() {
        return () -> SortedCursor.ofAll(root);
    }

    /** The entries whose keys are not below {@code first}, in key order. */
    public Iterable<Entry<K, V>> from(K first) {
        return () -> SortedCursor.from(root, first);
    }

    /** All entries, in key order. */
    public Stream<Entry<K, V>> stream() {
        return StreamSupport.stream(entries().spliterator(), false);
    }

    /** The keys, in order. */
    public Iterable<K> keys() {
        return () -> stream().map(Entry::key).iterator();
    }

    /** The values, in the order of their keys. */
    public Iterable<V> values() {
        return () -> stream().map(Entry::value).iterator();
    }

    /** Calls {@code action} with each key and value, in key order. */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        root.forEach(action);
    }

    /** Equal are maps with equal entries, however they came to be. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PersistentMap<?, ?> that) || size() != that.size()) return false;
        if (that.root.equals(root)) return true;
        Iterator<? extends Entry<?, ?>> theirs = that.entries().iterator();
        for (Entry<K, V> mine : entries()) {
            if (!mine.equals(theirs.next())) return false;
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Entry<K, V> entry : entries()) {
            hash = 31 * hash + entry.hashCode();
        }
        return hash;
    }

    /** Like {@code {a=1, b=2}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        forEach((key, value) ->
                text.append(text.length() == 1 ? "" : ", ").append(key).append('=').append(value));
        return text.append('}').toString();
    }
}
