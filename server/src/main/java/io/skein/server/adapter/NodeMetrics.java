package io.skein.server.adapter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.skein.foundation.Durations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The node's figures as Micrometer meters, for Prometheus to scrape. Meters are made at the first
 * scrape, since a node that nobody watches need not carry them, and read what the lanes count
 * anyway: no hot path knows that it is being watched. Any thread may scrape, one at a time.
 */
public final class NodeMetrics implements OperationsPort.Scrape {
    private final Supplier<List<Figure>> figures;
    private Optional<PrometheusMeterRegistry> registry = Optional.empty();
    private int registered;

    /** A counter of Micrometer's forgets what it counts unless somebody else holds that. */
    private final List<Figure> held = new ArrayList<>();

    /** What Micrometer does not know it cannot tell from what is there. */
    private final Set<String> histograms = new HashSet<>();

    /** One figure; its name with dots, as in "skein.appends", which Prometheus sees otherwise. */
    public sealed interface Figure {
        /** A count that only grows, "skein_appends_total". */
        static Figure counter(String name, List<String> tags, String help, DoubleSupplier value) {
            return new Value(name, tags, true, help, value);
        }

        /** A level that goes up and down. */
        static Figure gauge(String name, List<String> tags, String help, DoubleSupplier value) {
            return new Value(name, tags, false, help, value);
        }

        /** Times by how long they were: a histogram in seconds. */
        static Figure times(String name, String help, Durations times) {
            return new Times(name, help, times);
        }
    }

    /**
     * A number there is at any moment.
     *
     * @param tags names and values in turn
     * @param grows whether it only ever grows
     */
    private record Value(
            String name, List<String> tags, boolean grows, String help, DoubleSupplier value)
            implements Figure {
        private Value {
            tags = List.copyOf(tags);
        }
    }

    private record Times(String name, String help, Durations times) implements Figure {}

    /** Figures may become more as the node starts; none goes away. */
    public NodeMetrics(Supplier<List<Figure>> figures) {
        this.figures = figures;
    }

    @Override
    public synchronized String scrape() {
        if (registry.isEmpty()) registry = Optional.of(withProcess());
        PrometheusMeterRegistry made = registry.get();
        List<Figure> now = figures.get();
        // Micrometer knows meters by name and tags: those that are there stay as they are.
        if (now.size() > registered) {
            now.forEach(figure -> register(figure, made));
            held.addAll(now);
        }
        registered = now.size();
        return made.scrape();
    }

    @SuppressWarnings("resource") // The garbage collector's listener lives as long as the process.
    private static PrometheusMeterRegistry withProcess() {
        PrometheusMeterRegistry fresh = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(fresh);
        new JvmGcMetrics().bindTo(fresh);
        new ProcessorMetrics().bindTo(fresh);
        return fresh;
    }

    private void register(Figure figure, PrometheusMeterRegistry into) {
        switch (figure) {
            case Value value when value.grows() -> count(value, into);
            case Value value -> level(value, into);
            case Times times -> {
                boolean isNew = histograms.add(times.name());
                if (isNew) into.getPrometheusRegistry().register(() -> histogram(times));
            }
        }
    }

    private static void count(Value value, PrometheusMeterRegistry into) {
        FunctionCounter.builder(value.name(), value, each -> each.value().getAsDouble())
                .description(value.help())
                .tags(value.tags().toArray(String[]::new))
                .register(into);
    }

    private static void level(Value value, PrometheusMeterRegistry into) {
        Gauge.builder(value.name(), value, each -> each.value().getAsDouble())
                .description(value.help())
                .tags(value.tags().toArray(String[]::new))
                .strongReference(true)
                .register(into);
    }

    /** Micrometer would have every time handed over as it is measured; ours are counted already. */
    private static MetricSnapshot histogram(Times times) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        List<Double> bounds = Durations.boundsSeconds();
        for (int at = 0; at < bounds.size(); at++) {
            buckets.bucket(bounds.get(at), times.times().count(at));
        }
        buckets.bucket(Double.POSITIVE_INFINITY, times.times().count(bounds.size()));
        return HistogramSnapshot.builder()
                .name(PrometheusNaming.prometheusName(times.name()))
                .help(times.help())
                .dataPoint(
                        HistogramSnapshot.HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(buckets.build())
                                .sum(times.times().sumSeconds())
                                .build())
                .build();
    }
}
