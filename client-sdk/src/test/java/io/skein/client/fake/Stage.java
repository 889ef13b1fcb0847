package io.skein.client.fake;

import io.skein.client.wire.ClientWorld;
import io.skein.foundation.world.Lane;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;

/** Virtual time, one lane, and the cluster of one: what a story about a client needs. */
public final class Stage {
    public final FakeCluster cluster = new FakeCluster();
    public final ClientWorld client;
    private final World world = new World(7, new Tempo(1_000, 0, 100_000, 0, 0));
    private final Lane lane;

    public Stage() {
        SimHost host = world.host("client");
        lane = host.lane("client", 10_000);
        client = new ClientWorld(lane, host.clock(), host.entropy("client"), cluster);
    }

    /** Does something on the lane, and lets what follows at once happen. */
    public void run(Runnable task) {
        if (!lane.post(task)) throw new AssertionError("the lane is full");
        world.runFor(10_000);
    }

    /** Lets time pass. */
    public void pass(long millis) {
        world.runFor(millis * 1_000_000);
    }
}
