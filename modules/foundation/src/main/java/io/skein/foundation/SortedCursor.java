package io.skein.foundation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Walks the leaves of a {@link SortedNode} in key order. Owned by whoever iterates. */
final class SortedCursor<K extends Comparable<K>, V>
        implements Iterator<PersistentMap.Entry<K, V>> {
    /** The nodes from the root to the leaf we are in, and where we are in each. */
    private final List<SortedNode<K, V>> path = new ArrayList<>();

    private final int[] positions;

    private SortedCursor(SortedNode<K, V> root) {
        positions = new int[root.height() + 1];
        path.add(root);
    }

    static <K extends Comparable<K>, V> SortedCursor<K, V> ofAll(SortedNode<K, V> root) {
        SortedCursor<K, V> cursor = new SortedCursor<>(root);
        cursor.descend();
        return cursor;
    }

    /** Begins at the first key that is not below {@code first}. */
    static <K extends Comparable<K>, V> SortedCursor<K, V> from(SortedNode<K, V> root, K first) {
        SortedCursor<K, V> cursor = new SortedCursor<>(root);
        SortedNode<K, V> node = root;
        while (node.height() > 0) {
            int at = node.childOf(first);
            cursor.positions[cursor.depth()] = at;
            node = node.child(at);
            cursor.path.add(node);
        }
        int found = node.search(first);
        cursor.positions[cursor.depth()] = found >= 0 ? found : -1 - found;
        cursor.leaveFinishedNodes();
        return cursor;
    }

    @Override
    public boolean hasNext() {
        return positions[depth()] < here().width();
    }

    @Override
    public PersistentMap.Entry<K, V> next() {
        if (!hasNext()) throw new NoSuchElementException();
        SortedNode<K, V> leaf = here();
        int at = positions[depth()]++;
        leaveFinishedNodes();
        return new PersistentMap.Entry<>(leaf.key(at), leaf.value(at));
    }

    private SortedNode<K, V> here() {
        return path.get(depth());
    }

    private int depth() {
        return path.size() - 1;
    }

    /** Goes on to the next leaf once this one is done; ends at the end of the root. */
    private void leaveFinishedNodes() {
        while (depth() > 0 && !hasNext()) {
            path.remove(depth());
            positions[depth()]++;
        }
        if (hasNext()) descend();
    }

    private void descend() {
        while (here().height() > 0) {
            SortedNode<K, V> child = here().child(positions[depth()]);
            path.add(child);
            positions[depth()] = 0;
        }
    }
}
