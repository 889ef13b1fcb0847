package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever was told that a change was made finds it made, at the node that told. */
class OwnChangesTest {
    private final ThreeSimNodes three = new ThreeSimNodes();

    @Test
    void aTopicIsThereForWhoeverWasToldThatItWasMade() {
        for (int node : ThreeSimNodes.ALL) {
            List<Optional<TopicImage>> seen = new ArrayList<>();
            ask(node, create("of-" + node), _ -> seen.add(seen(node, "of-" + node)));
            three.until(() -> !seen.isEmpty());
            assertTrue(seen.getFirst().isPresent(), () -> "asked for at node " + node);
        }
    }

    @Test
    void aTopicIsThereForWhoeverWasRefusedBecauseItIs() {
        List<Boolean> seen = new ArrayList<>();
        for (int node : ThreeSimNodes.ALL) {
            ask(node, create("one"), _ -> seen.add(seen(node, "one").isPresent()));
        }
        three.until(() -> seen.size() == ThreeSimNodes.ALL.size());
        assertEquals(List.of(true, true, true), seen);
    }

    @Test
    void aTopicIsGoneForWhoeverWasToldThatItWasDeleted() {
        List<Boolean> seen = new ArrayList<>();
        for (int node : ThreeSimNodes.ALL) {
            String name = "gone-" + node;
            three.topic(name, 3);
            ask(
                    node,
                    new AdminRequest.DeleteTopic(name),
                    _ -> seen.add(seen(node, name).isPresent()));
        }
        three.until(() -> seen.size() == ThreeSimNodes.ALL.size());
        assertEquals(List.of(false, false, false), seen);
    }

    private Optional<TopicImage> seen(int node, String name) {
        return three.door(node).image().topic(name);
    }

    private void ask(int node, AdminRequest request, Consumer<Answer<AdminReply>> then) {
        three.door(node).ask(request, then);
    }

    private static AdminRequest create(String name) {
        return new AdminRequest.CreateTopic(
                name, OptionalInt.of(1), OptionalInt.of(3), Map.of(), false);
    }
}
