package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.storage.producers.Producers;
import java.util.List;

/** How a log stands when it is opened, all of it durable. */
record Standing(
        List<Segment> segments, long start, long end, EpochTrail epochs, Producers producers) {}
