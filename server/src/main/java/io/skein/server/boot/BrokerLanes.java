package io.skein.server.boot;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.broker.Slot;
import io.skein.server.settings.NodeSettings;
import io.skein.storage.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes the partition lanes of a node, each with its shelf in every data directory. */
final class BrokerLanes {
    private BrokerLanes() {}

    static List<Slot> make(
            Host host, NodeSettings settings, Directories directories, Broker broker) {
        List<Slot> slots = new ArrayList<>();
        for (int at = 0; at < settings.partitionLanes(); at++) {
            Lane lane = host.lane("partition-" + at, settings.mailboxMax());
            TreeMap<Uuid, Shelf> shelves = new TreeMap<>();
            for (Directories.Opened one : directories.data()) {
                shelves.put(one.directory().id(), one.directory().shelf(lane));
            }
            slots.add(broker.slot(lane, host.clock(), shelves));
        }
        return slots;
    }
}
