package io.skein.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is always true of the tree, whatever was put and removed. */
final class SortedNodeTest {
    @Test
    void nodesKeepTheirShape() {
        Random random = new Random(3);
        SortedNode<Integer, Integer> root = SortedNode.empty();
        int highest = 0;
        for (int step = 0; step < 40_000; step++) {
            int key = random.nextInt(5_000);
            if (random.nextInt(10) < (step / 8_000 % 2 == 0 ? 9 : 1)) {
                List<SortedNode<Integer, Integer>> tops = root.put(key, step);
                root = tops.size() == 1 ? tops.get(0) : SortedNode.over(tops);
            } else {
                root = root.remove(key).withoutIdleTop();
            }
            if (step % 200 == 0) checkRoot(root);
            highest = Math.max(highest, root.height());
        }
        assertEquals(2, highest);
    }

    @Test
    void copiesAreFullTrees() {
        TreeMap<Integer, Integer> model = new TreeMap<>();
        for (int i = 0; i < 2_100; i++) {
            SortedNode<Integer, Integer> root = SortedNode.of(model);
            checkRoot(root);
            assertTrue(i > 32 * 32 || root.height() <= 1, "no higher than need be: " + i);
            model.put(i, i);
        }
    }

    private static void checkRoot(SortedNode<Integer, Integer> root) {
        if (root.height() > 0) assertTrue(root.width() >= 2);
        checkBelow(root);
    }

    private static int checkBelow(SortedNode<Integer, Integer> node) {
        assertTrue(node.width() <= SortedNode.WIDTH_MAX);
        for (int i = 1; i < node.width(); i++) {
            assertTrue(node.key(i - 1) < node.key(i));
        }
        int size = node.height() == 0 ? node.width() : 0;
        for (int i = 0; i < node.width() && node.height() > 0; i++) {
            SortedNode<Integer, Integer> child = node.child(i);
            assertEquals(node.height() - 1, child.height());
            assertEquals(node.key(i), child.key(0));
            assertTrue(child.width() >= SortedNode.WIDTH_MIN);
            size += checkBelow(child);
        }
        assertEquals(node.size(), size);
        return size;
    }
}
