package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stays when the process on it dies: name, clock and disks. Owned by its world. */
final class Machine {
    final World world;
    final String name;
    final SimClock clock;
    private final SortedMap<String, SimDisk> disks = new TreeMap<>();
    private Optional<SimHost> process = Optional.empty();
    private int starts;

    Machine(World world, String name) {
        this.world = world;
        this.name = name;
        this.clock = new SimClock(world, world.gen("clock/" + name));
    }

    /** A new process; the one before must be dead. */
    SimHost start() {
        Check.that(!isRunning(), "one process at a time on a host");
        if (starts > 0) clock.reboot();
        SimHost started = new SimHost(this, starts++);
        process = Optional.of(started);
        return started;
    }

    boolean isRunning() {
        return process.filter(SimHost::isAlive).isPresent();
    }

    SimDisk disk(String path) {
        return disks.computeIfAbsent(path, _ -> new SimDisk(this, path));
    }

    void processDied(Death how) {
        for (SimDisk disk : disks.values()) disk.processDied(how);
    }
}
