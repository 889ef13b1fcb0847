package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.server.adapter.ReplicaCodec;
import io.skein.server.broker.replica.Copies;
import io.skein.server.broker.replica.Followers;
import io.skein.server.broker.replica.LogHost;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.Lineage.Position;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Confirmed;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A topic's settings change while its leader waits for an answer to what it has claimed. */
class ChangedSettingsTest {
    private static final int PORT = 7071;
    private static final ReplicaCodec CODEC = new ReplicaCodec();

    private final PartitionRig rig = new PartitionRig();
    private final SimNet<ReplicaMessage> net =
            new SimNet<ReplicaMessage>(rig.world, 64).through(CODEC::encode, CODEC::decode);
    private Optional<Partition> led = Optional.empty();

    private Partition partition() {
        return led.orElseThrow();
    }

    /** A follower, of which only what it says matters. */
    private static final class Mute implements Transport.Handler<ReplicaMessage> {
        @Override
        public void onMessage(ReplicaMessage message) {}

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String why) {}
    }

    /** A node that has an empty copy, and has attached it. */
    private Connection<ReplicaMessage> follower(int node, int epoch) {
        SimHost host = rig.world.host("follower-" + node);
        Transport.Place place = new Transport.Place("a:" + PORT, 0);
        Connection<ReplicaMessage> voice =
                net.transport(host).dial(place, host.lane("lane", 1_000), new Mute());
        voice.send(new ReplicaMessage.Follower(node, new Uuid(node, 9)));
        Position nothing = new Position(-1, 0);
        voice.send(new Attach(LogHost.PARTITION, 1, epoch, nothing, 0));
        rig.world.runFor(PartitionRig.MINUTE_NANOS / 600);
        return voice;
    }

    private long highWatermark() {
        return partition().copies().map(Copies::highWatermark).orElseThrow();
    }

    /** The controller may have taken the claim: whoever joins by it has to have everything. */
    @Test
    void whoIsClaimedToJoinIsWaitedForWhateverSettingsChange() {
        PartitionImage all = PartitionRig.image(PartitionRig.NODE, 2, 3);
        PartitionImage two = all.with(List.of(1, 2), List.of(), 1).after(all);
        led = Optional.of(rig.open(two));
        Followers followers = new Followers(rig.home.lane, _ -> partition().copies());
        net.transport(rig.home.host, PORT).accept(List.of(followers.door()));
        Connection<ReplicaMessage> second = follower(2, two.leaderEpoch());
        follower(3, two.leaderEpoch());
        rig.until(() -> !rig.claims.isEmpty());
        assertEquals(new TreeSet<>(Set.of(1, 2, 3)), rig.claims.getFirst().inSync().nodes());

        rig.home.run(() -> partition().ask(PartitionRig.append(Acks.ALL), _ -> {}));
        rig.until(() -> rig.log().durableEnd() == 3);
        second.send(new Confirmed(List.of(new Progress(1, 3))));
        rig.world.runFor(PartitionRig.MINUTE_NANOS / 600);
        rig.home.run(() -> partition().changed(rig.told(two)));
        assertEquals(0, highWatermark(), "the third has nothing, and may be in sync by now");

        PartitionImage fewer = two.with(List.of(1, 2), List.of(), 1).after(two);
        rig.home.run(() -> partition().changed(rig.told(fewer)));
        assertEquals(3, highWatermark(), "the partition has changed otherwise: it came too late");
    }
}
