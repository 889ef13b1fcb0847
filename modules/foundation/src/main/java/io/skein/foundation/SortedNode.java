package io.skein.foundation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * A node of a {@link PersistentMap}: sorted keys, each with a value at height 0, or with the child
 * whose first key it is above that. Never changed once made. All leaves are equally deep; all nodes
 * but the root hold {@link #WIDTH_MIN} to {@link #WIDTH_MAX} items, and a root that is no leaf two
 * at least.
 */
final class SortedNode<K extends Comparable<K>, V> {
    static final int WIDTH_MAX = 32;

    /** Well under half, so that adding and removing in turn does not split and merge in turn. */
    static final int WIDTH_MIN = WIDTH_MAX / 4;

    private final int height;
    private final int size;
    private final Object[] keys;
    private final Object[] items;

    private SortedNode(int height, Object[] keys, Object[] items) {
        this.height = height;
        this.keys = keys;
        this.items = items;
        int count = items.length;
        if (height > 0) {
            count = 0;
            for (int i = 0; i < items.length; i++) {
                count += child(i).size;
            }
        }
        size = count;
    }

    static <K extends Comparable<K>, V> SortedNode<K, V> empty() {
        return new SortedNode<>(0, new Object[0], new Object[0]);
    }

    /** A tree of full nodes, or nearly so. */
    static <K extends Comparable<K>, V> SortedNode<K, V> of(SortedMap<K, V> map) {
        List<SortedNode<K, V>> level = split(0, map.keySet().toArray(), map.values().toArray());
        while (level.size() > 1) {
            int height = level.get(0).height + 1;
            level = split(height, firstKeys(level), level.toArray());
        }
        return level.get(0);
    }

    /** A new root above what a root has split into. */
    static <K extends Comparable<K>, V> SortedNode<K, V> over(List<SortedNode<K, V>> children) {
        int height = children.get(0).height + 1;
        return new SortedNode<>(height, firstKeys(children), children.toArray());
    }

    private static <K extends Comparable<K>, V> Object[] firstKeys(List<SortedNode<K, V>> nodes) {
        return nodes.stream().map(node -> node.keys[0]).toArray();
    }

    /** One node if the items fit, otherwise as few as they need, of nearly equal width. */
    private static <K extends Comparable<K>, V> List<SortedNode<K, V>> split(
            int height, Object[] keys, Object[] items) {
        if (keys.length <= WIDTH_MAX) return List.of(new SortedNode<>(height, keys, items));
        int parts = (keys.length + WIDTH_MAX - 1) / WIDTH_MAX;
        List<SortedNode<K, V>> nodes = new ArrayList<>(parts);
        int from = 0;
        for (int part = 1; part <= parts; part++) {
            int before = (int) ((long) keys.length * part / parts);
            nodes.add(
                    new SortedNode<>(
                            height,
                            Arrays.copyOfRange(keys, from, before),
                            Arrays.copyOfRange(items, from, before)));
            from = before;
        }
        return nodes;
    }

    int height() {
        return height;
    }

    /** How many entries are in this tree. */
    int size() {
        return size;
    }

    /** How many values or children are in this node. */
    int width() {
        return keys.length;
    }

    @SuppressWarnings("unchecked") // Only keys are put into that array.
    K key(int i) {
        return (K) keys[i];
    }

    /** Only at height 0. */
    @SuppressWarnings("unchecked") // A leaf holds values and nothing else.
    V value(int i) {
        return (V) items[i];
    }

    /** Only above height 0. */
    @SuppressWarnings("unchecked") // Every other node holds nodes of the same map.
    SortedNode<K, V> child(int i) {
        return (SortedNode<K, V>) items[i];
    }

    /** Index of {@code key}, or minus one minus the index at which it would be put in. */
    int search(K key) {
        int low = 0;
        int high = keys.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = key(middle).compareTo(key);
            if (order == 0) return middle;
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** Index of the child that has {@code key} if any has; the first for what is below all. */
    int childOf(K key) {
        int found = search(key);
        return found >= 0 ? found : Math.max(0, -2 - found);
    }

    Optional<V> get(K key) {
        SortedNode<K, V> node = this;
        while (node.height > 0) {
            node = node.child(node.childOf(key));
        }
        int found = node.search(key);
        return found >= 0 ? Optional.of(node.value(found)) : Optional.empty();
    }

    /** What takes this node's place: itself if nothing changes, one new node, or two. */
    List<SortedNode<K, V>> put(K key, V value) {
        return height == 0 ? putHere(key, value) : putBelow(key, value);
    }

    // Not by `equals`: a value may itself be a large map.
    @SuppressWarnings("ReferenceEquality")
    private List<SortedNode<K, V>> putHere(K key, V value) {
        int found = search(key);
        if (found >= 0 && items[found] == value) return List.of(this);
        int at = found >= 0 ? found : -1 - found;
        int replaced = found >= 0 ? 1 : 0;
        Object[] newKeys = {key};
        Object[] newItems = {value};
        return split(
                0, spliced(keys, at, replaced, newKeys), spliced(items, at, replaced, newItems));
    }

    private List<SortedNode<K, V>> putBelow(K key, V value) {
        int at = childOf(key);
        List<SortedNode<K, V>> changed = child(at).put(key, value);
        if (changed.get(0) == child(at)) return List.of(this);
        return withChildren(at, 1, changed);
    }

    /**
     * Without {@code key}; itself if it was not there. The outcome may be narrower than allowed,
     * which the caller mends.
     */
    SortedNode<K, V> remove(K key) {
        return height == 0 ? removeHere(key) : removeBelow(key);
    }

    private SortedNode<K, V> removeHere(K key) {
        int found = search(key);
        if (found < 0) return this;
        Object[] nothing = {};
        return new SortedNode<>(
                0, spliced(keys, found, 1, nothing), spliced(items, found, 1, nothing));
    }

    private SortedNode<K, V> removeBelow(K key) {
        int at = childOf(key);
        SortedNode<K, V> changed = child(at).remove(key);
        if (changed == child(at)) return this;
        if (changed.width() >= WIDTH_MIN) return withChildren(at, 1, List.of(changed)).get(0);
        List<SortedNode<K, V>> mended =
                at > 0 ? child(at - 1).followedBy(changed) : changed.followedBy(child(1));
        return withChildren(Math.max(0, at - 1), 2, mended).get(0);
    }

    /** The items of this node and of its right neighbour, in one node or two. */
    private List<SortedNode<K, V>> followedBy(SortedNode<K, V> right) {
        return split(
                height,
                spliced(keys, width(), 0, right.keys),
                spliced(items, width(), 0, right.items));
    }

    private List<SortedNode<K, V>> withChildren(
            int at, int replaced, List<SortedNode<K, V>> children) {
        return split(
                height,
                spliced(keys, at, replaced, firstKeys(children)),
                spliced(items, at, replaced, children.toArray()));
    }

    private static Object[] spliced(Object[] old, int at, int replaced, Object[] inserted) {
        Object[] spliced = Arrays.copyOf(old, old.length - replaced + inserted.length);
        System.arraycopy(inserted, 0, spliced, at, inserted.length);
        int rest = at + replaced;
        System.arraycopy(old, rest, spliced, at + inserted.length, old.length - rest);
        return spliced;
    }

    /** The tree below roots that have a single child left. */
    SortedNode<K, V> withoutIdleTop() {
        SortedNode<K, V> top = this;
        while (top.height > 0 && top.width() == 1) {
            top = top.child(0);
        }
        return top;
    }

    void forEach(BiConsumer<? super K, ? super V> action) {
        for (int i = 0; i < width(); i++) {
            if (height == 0) {
                action.accept(key(i), value(i));
            } else {
                child(i).forEach(action);
            }
        }
    }
}
