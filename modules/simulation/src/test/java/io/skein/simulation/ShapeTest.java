package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.simulation.Shape.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    private static String cuts(Shape shape) {
        return String.join(" ", shape.cuts().stream().map(Route::toString).toList());
    }

    @Test
    void eachShapeCutsWhatItsNameSays() {
        List<String> bc = List.of("b", "c");
        assertEquals("a→b a→c b→a c→a", cuts(Shape.isolated("a", bc)));
        assertEquals("b→a c→a", cuts(Shape.deaf("a", bc)));
        assertEquals("a→b a→c", cuts(Shape.mute("a", bc)));
        assertEquals("a→b a→c b→a c→a", cuts(Shape.split(List.of("a"), bc)));
        assertEquals("a→b a→c", cuts(Shape.oneWay(List.of("a"), bc)));
        assertEquals("a→c c→a", cuts(Shape.bridge(List.of("a"), List.of("c"))));
        assertEquals("a→c b→d c→a d→b", cuts(Shape.ring(List.of("a", "b", "c", "d"))));
    }

    @Test
    void everyShapeIsDrawnAndPartsSomeoneFromSomeone() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Set<String> shapes = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            Shape shape = Shape.drawn(Gen.of(seed), FIVE);
            kinds.add(shape.kind());
            shapes.add(shape.toString());
            assertTrue(sizes(shape.kind()).contains(shape.cuts().size()), shape.toString());
        }
        assertEquals(EnumSet.allOf(Kind.class), kinds);
        assertTrue(shapes.size() > 80, "every host anywhere: " + shapes.size());
    }

    /** How many directions a shape of five hosts may cut. */
    private static Set<Integer> sizes(Kind kind) {
        return switch (kind) {
            case ISOLATED -> Set.of(8);
            case DEAF, MUTE -> Set.of(4);
            case SPLIT -> Set.of(8, 12);
            case ONE_WAY -> Set.of(4, 6);
            case BRIDGE -> Set.of(6, 8);
            case RING -> Set.of(10);
        };
    }

    @Test
    void aBridgeHearsBothSides() {
        for (int seed = 0; seed < 50; seed++) {
            Shape shape = Shape.drawn(Gen.of(seed), Kind.BRIDGE, FIVE);
            Set<String> parted = new TreeSet<>();
            for (Route cut : shape.cuts()) parted.add(cut.from());
            assertEquals(4, parted.size(), "one is parted from nobody: " + shape);
        }
    }

    @Test
    void fewHostsTakeOnlyTheShapesTheyCan() {
        for (int seed = 0; seed < 100; seed++) {
            assertFalse(Shape.drawn(Gen.of(seed), List.of("a", "b")).cuts().isEmpty());
            Kind three = Shape.drawn(Gen.of(seed), List.of("a", "b", "c")).kind();
            assertTrue(three != Kind.RING);
        }
        Gen gen = Gen.of(1);
        assertThrows(
                BrokenInvariant.class, () -> Shape.drawn(gen, Kind.RING, List.of("a", "b", "c")));
        assertThrows(BrokenInvariant.class, () -> Shape.ring(List.of("a", "b", "c")));
    }
}
