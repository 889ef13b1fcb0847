package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.adapter.NodeMetrics.Figure;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {
    private final AtomicLong counted = new AtomicLong();

    /** Micrometer holds what it counts weakly: after a collection, every count stood still. */
    @Test
    void countersGoOnAfterACollection() {
        NodeMetrics metrics = new NodeMetrics(this::fresh);
        counted.set(1);
        assertScrape(metrics, "tasks_total 1.0");
        System.gc();
        counted.set(2);
        assertScrape(metrics, "tasks_total 2.0");
        assertScrape(metrics, "waiting 2.0");
    }

    private List<Figure> fresh() {
        return List.of(
                Figure.counter("tasks", List.of(), "what has been done", counted::get),
                Figure.gauge("waiting", List.of(), "what has not", counted::get));
    }

    private static void assertScrape(NodeMetrics metrics, String line) {
        String scraped = metrics.scrape();
        assertTrue(scraped.lines().anyMatch(line::equals), scraped);
    }
}
