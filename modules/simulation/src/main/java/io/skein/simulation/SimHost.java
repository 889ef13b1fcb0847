package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One process on one machine, from its start to its death; {@link #restart} gives the next. After
 * its death its lanes do nothing, its disks throw {@link PowerLost} and its connections are gone.
 */
public final class SimHost implements Host {
    private final Machine machine;
    private final int start;
    private final SortedMap<String, SimLane> lanes = new TreeMap<>();
    private final SortedMap<String, Integer> purposes = new TreeMap<>();
    private boolean alive = true;

    SimHost(Machine machine, int start) {
        this.machine = machine;
        this.start = start;
    }

    public String name() {
        return machine.name;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Of the processes on its machine, from 0. */
    int start() {
        return start;
    }

    World world() {
        return machine.world;
    }

    @Override
    public SimClock clock() {
        return machine.clock;
    }

    @Override
    public Lane lane(String name, int mailboxMax) {
        Check.that(!lanes.containsKey(name), "every lane of a host has a name of its own");
        SimLane lane = new SimLane(this, name, mailboxMax);
        lanes.put(name, lane);
        return lane;
    }

    @Override
    public Disk disk(String path) {
        return new Mount(this, machine.disk(path));
    }

    /** The disk behind {@link #disk}, to make faults with; it outlives this process. */
    public SimDisk diskFaults(String path) {
        return machine.disk(path);
    }

    @Override
    public Entropy entropy(String purpose) {
        // A process draws its seed from the system: neither a restart nor a second stream of the
        // same purpose may give the same numbers again.
        int nth = purposes.merge(purpose, 1, Integer::sum);
        String path = "entropy/" + machine.name + "/" + start + "/" + purpose + "/" + nth;
        Rng rng = new Rng(Rng.derive(machine.world.seed(), path));
        return rng::next;
    }

    /** The process dies: its memory is gone, its files stay as written. */
    public void kill() {
        die(Death.KILL);
    }

    /** The power of the machine goes: what was not durable may be gone too, as the seed says. */
    public void powerCut() {
        die(Death.POWER_CUT);
    }

    /** Dies in this way; nothing happens to the dead. */
    public void die(Death how) {
        if (!alive) return;
        alive = false;
        machine.world.trace(machine.name + (how == Death.KILL ? " killed" : " loses power"));
        machine.world.met(how == Death.KILL ? "kill" : "power cut");
        for (SimLane lane : lanes.values()) lane.stop();
        machine.processDied(how);
        machine.world.links().hostDied(this, how);
    }

    /** A new process on the machine of this dead one, with the same disks. */
    public SimHost restart() {
        machine.world.trace(machine.name + " starts again");
        return machine.start();
    }

    /** As {@link #restart}, after the machine has lost power too. */
    public SimHost reboot() {
        Check.that(!alive, "a running process dies first");
        machine.world.trace(machine.name + " reboots");
        machine.processDied(Death.POWER_CUT);
        return machine.start();
    }

    /** Nothing runs for so long, as when a machine sleeps; then everything that was due does. */
    public void pause(long nanos) {
        machine.world.trace(machine.name + " pauses");
        if (alive) machine.world.met("pause");
        for (SimLane lane : lanes.values()) lane.busyFor(nanos);
    }

    /** One lane gets no processor for so long. */
    public void starve(String lane, long nanos) {
        if (alive) machine.world.met("starved lane");
        Optional.ofNullable(lanes.get(lane)).orElseThrow().busyFor(nanos);
    }
}
