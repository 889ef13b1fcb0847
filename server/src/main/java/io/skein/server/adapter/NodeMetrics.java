package io.skein.server.adapter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * One figure.
     *
     * @param name with dots, as in "skein.appends"; Prometheus sees "skein_appends_total"
     * @param tags names and values in turn
     * @param grows whether it only ever grows
     */
    public record Figure(
            String name, List<String> tags, boolean grows, String help, DoubleSupplier value) {
        public Figure {
            tags = List.copyOf(tags);
        }

        /** A count that only grows. */
        public static Figure counter(
                String name, List<String> tags, String help, DoubleSupplier value) {
            return new Figure(name, tags, true, help, value);
        }

        /** A level that goes up and down. */
        public static Figure gauge(
                String name, List<String> tags, String help, DoubleSupplier value) {
            return new Figure(name, tags, false, help, value);
        }
    }

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

    private static void register(Figure figure, PrometheusMeterRegistry into) {
        String[] tags = figure.tags().toArray(String[]::new);
        if (figure.grows()) {
            FunctionCounter.builder(figure.name(), figure, each -> each.value().getAsDouble())
                    .description(figure.help())
                    .tags(tags)
                    .register(into);
        } else {
            Gauge.builder(figure.name(), figure, each -> each.value().getAsDouble())
                    .description(figure.help())
                    .tags(tags)
                    .strongReference(true)
                    .register(into);
        }
    }
}
