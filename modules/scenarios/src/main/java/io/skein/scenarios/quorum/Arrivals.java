package io.skein.scenarios.quorum;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.raft.Parcel;
import io.skein.simulation.SimNet;
import java.util.Optional;
import java.util.function.Function;

/** The network as a member sees it, with somebody who listens to what arrives. */
record Arrivals(Life life, Transport<Parcel> real) implements Transport<Parcel> {
    @Override
    public Connection<Parcel> dial(String address, Lane lane, Handler<Parcel> handler) {
        return real.dial(address, lane, new Listener(life, handler));
    }

    @Override
    public void accept(Lane lane, Function<Connection<Parcel>, Handler<Parcel>> welcome) {
        real.accept(lane, connection -> new Listener(life, welcome.apply(connection)));
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
