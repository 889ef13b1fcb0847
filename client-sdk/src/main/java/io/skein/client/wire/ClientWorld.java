package io.skein.client.wire;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Lane;

/**
 * What the world gives to one client: the lane that owns all its state, and beside it time, chance
 * and the network.
 */
public record ClientWorld(Lane lane, Clock clock, Entropy entropy, Wire wire) {}
