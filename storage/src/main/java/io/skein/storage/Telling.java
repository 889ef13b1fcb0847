package io.skein.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Brings the committer's news to the lanes, in one answer per lane however many logs it has. */
final class Telling {
    private record Confirmed(Log log, int generation, Extent extent) {
        static Confirmed of(Log log) {
            return new Confirmed(log, log.files().generation(), log.files().extent());
        }

        void tell() {
            log.confirm(generation, extent);
        }
    }

    private Telling() {}

    /** All that these logs have written is durable. */
    static void durable(Collection<Log> logs) {
        byShelf(logs)
                .forEach((shelf, own) -> {
                    List<Confirmed> confirmed = own.stream().map(Confirmed::of).toList();
                    shelf.owner().answer(() -> confirmed.forEach(Confirmed::tell));
                });
    }

    /** Runs the same for each log on its lane. */
    static void each(Collection<Log> logs, Consumer<Log> news) {
        byShelf(logs).forEach((shelf, own) -> shelf.owner().answer(() -> own.forEach(news)));
    }

    private static Map<Shelf, List<Log>> byShelf(Collection<Log> logs) {
        Map<Shelf, List<Log>> grouped = new LinkedHashMap<>();
        for (Log log : logs) {
            grouped.computeIfAbsent(log.shelf(), first -> new ArrayList<>()).add(log);
        }
        return grouped;
    }
}
