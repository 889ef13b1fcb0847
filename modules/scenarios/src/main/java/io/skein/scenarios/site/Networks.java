package io.skein.scenarios.site;

import io.skein.scenarios.wire.Parcel;
import io.skein.scenarios.wire.Terms;
import io.skein.simulation.SimNet;
import java.util.Optional;

/**
 * How the nodes of a run are reached.
 *
 * @param clients by clients
 * @param between by each other; none where there is only one
 */
public record Networks(SimNet<Parcel> clients, Terms terms, Optional<NodeNetworks> between) {}
