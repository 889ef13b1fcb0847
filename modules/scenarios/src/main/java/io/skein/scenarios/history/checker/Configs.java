package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.TreeMap;

/** {@code config-divergence}: the same metadata must say the same on every node. */
final class Configs {
    private Configs() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        TreeMap<Long, TreeMap<String, Op.DescribeConfig>> firsts = new TreeMap<>();
        for (Op.DescribeConfig config : index.configs) {
            if (!config.span().isOk()) continue;
            Op.DescribeConfig first =
                    firsts.computeIfAbsent(config.metadataOffset(), _ -> new TreeMap<>())
                            .computeIfAbsent(config.subject(), _ -> config);
            if (first.value().equals(config.value())) continue;
            findings.add(Anomaly.CONFIG_DIVERGENCE, "%s, and %s", first, config);
        }
        return findings;
    }
}
