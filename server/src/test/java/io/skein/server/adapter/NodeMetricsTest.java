package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.Durations;
import io.skein.server.adapter.NodeMetrics.Figure;
import java.util.ArrayList;
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

    @Test
    void timesAreAHistogramInSeconds() {
        Durations times = new Durations();
        Figure figure = Figure.times("wait.seconds", "how long it took", times);
        List<Figure> figures = new ArrayList<>(List.of(figure));
        NodeMetrics metrics = new NodeMetrics(() -> figures);
        assertScrape(metrics, "wait_seconds_count 0");
        figures.addAll(fresh());
        times.note(2_000_000);
        times.note(60_000_000_000L);
        assertScrape(metrics, "# TYPE wait_seconds histogram");
        assertScrape(metrics, "wait_seconds_bucket{le=\"0.001\"} 0");
        assertScrape(metrics, "wait_seconds_bucket{le=\"0.0025\"} 1");
        assertScrape(metrics, "wait_seconds_bucket{le=\"30.0\"} 1");
        assertScrape(metrics, "wait_seconds_bucket{le=\"+Inf\"} 2");
        assertScrape(metrics, "wait_seconds_sum 60.002");
        assertScrape(metrics, "wait_seconds_count 2");
        assertScrape(metrics, "tasks_total 0.0");
    }

    private List<Figure> fresh() {
        return List.of(
                Figure.counter("tasks", List.of(), "what has been done", counted::get),
                Figure.gauge("waiting", List.of(), "what has not", counted::get));
    }

    private static void assertScrape(NodeMetrics metrics, String line) {
        String scraped = metrics.scrape();
        assertEquals(1, scraped.lines().filter(line::equals).count(), scraped);
    }
}
