package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code metadata-nonlinear}: looks, for each topic's name, for an order of what was done to it
 * that explains all answers. Names do not depend on each other, which keeps the search small.
 */
record TopicNames(Findings findings, List<String> undecided) {
    private static final int TOLD_OPS_MAX = 12;

    static TopicNames search(Index index) {
        Findings findings = new Findings();
        List<String> undecided = new ArrayList<>();
        index.names.forEach((name, ops) -> {
            switch (new NameSearch(ops).run()) {
                case LINEAR -> {}
                case TOO_LARGE -> undecided.add(name);
                case NONLINEAR ->
                        findings.add(
                                Anomaly.METADATA_NONLINEAR,
                                "no order explains what was done to %s: %s",
                                name,
                                told(ops));
            }
        });
        return new TopicNames(findings, List.copyOf(undecided));
    }

    private static String told(List<Op.OnTopic> ops) {
        return ops.stream()
                .skip(Math.max(0, ops.size() - TOLD_OPS_MAX))
                .map(Words::of)
                .collect(Collectors.joining(" "));
    }
}
