package io.skein.server.broker;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.replica.Leaders;

/** What all partitions of a lane share. */
record Surroundings(
        Lane lane,
        Clock clock,
        int node,
        PartitionFigures figures,
        Broker.Reports reports,
        Copying copying,
        HandOvers handOvers) {
    /** Whom partitions of the lane follow, and how long followers here may be behind. */
    record Copying(Leaders leaders, long lagNanos) {}
}
