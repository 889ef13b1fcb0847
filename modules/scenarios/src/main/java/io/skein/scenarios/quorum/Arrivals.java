package io.skein.scenarios.quorum;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.raft.Parcel;
import io.skein.simulation.SimNet;
import java.util.List;
import java.util.Optional;

/** The network as a member sees it, with somebody who listens to what arrives. */
record Arrivals(Life life, Transport<Parcel> real) implements Transport<Parcel> {
    @Override
    public Connection<Parcel> dial(Place place, Lane lane, Handler<Parcel> handler) {
        return real.dial(place, lane, new Listener(life, handler));
    }

    @Override
    public void accept(List<Door<Parcel>> doors) {
        real.accept(doors.stream().map(this::listening).toList());
    }

    private Door<Parcel> listening(Door<Parcel> door) {
        return new Door<>(
                door.lane(), connection -> new Listener(life, door.welcome().apply(connection)));
    }

    private record Listener(Life life, Handler<Parcel> real) implements Handler<Parcel> {
        @Override
        public void onMessage(Parcel parcel) {
            Sightings.hears(life, parcel.message());
            life.seen.hearing = Optional.of(parcel.message());
            real.onMessage(parcel);
            life.look();
            life.seen.hearing = Optional.empty();
        }

        @Override
        public void onWritable() {
            real.onWritable();
        }

        @Override
        public void onClosed(String reason) {
            if (reason.equals(SimNet.UNREADABLE)) life.stage.reached("damaged message refused");
            real.onClosed(reason);
        }
    }
}
