package io.skein.server.rpc;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a node tells of itself.
 *
 * @param version as in "0.1.0"
 * @param nodeId its number
 * @param features names of what it can do beyond the first contract
 * @param controller which node leads the metadata quorum, as far as this one knows; asked by any
 *     thread
 */
public record NodeFacts(
        String version, int nodeId, List<String> features, Supplier<OptionalInt> controller) {
    public NodeFacts {
        features = List.copyOf(features);
    }
}
