package io.skein.foundation.world;

import io.skein.foundation.Check;
import java.util.List;
import java.util.function.Function;

/**
 * Connections between nodes, which carry messages of type {@code M}. Messages of one connection
 * arrive in order, each at most once; a connection that closes may lose any suffix of what was
 * sent, and nothing is ordered between two connections. A message of a connection that one side has
 * given up may still arrive at the other, much later.
 */
public interface Transport<M> {
    /**
     * Dials {@code address} ("host:port"). Never fails at once: bad news comes as {@link
     * Handler#onClosed}. All calls of {@code handler} happen on {@code lane}.
     */
    default Connection<M> dial(String address, Lane lane, Handler<M> handler) {
        return dial(new Place(address, 0), lane, handler);
    }

    /** As {@link #dial(String, Lane, Handler)}, to one of the doors of a process. */
    Connection<M> dial(Place place, Lane lane, Handler<M> handler);

    /**
     * From now on every connection that others dial is offered to {@code welcome}, which is called
     * on {@code lane}, as all calls of the handler it returns are. Once per transport.
     */
    default void accept(Lane lane, Function<Connection<M>, Handler<M>> welcome) {
        accept(List.of(new Door<>(lane, welcome)));
    }

    /** The same at several doors, each on a lane of its own. */
    void accept(List<Door<M>> doors);

    /**
     * What is dialled.
     *
     * @param address "host:port"
     * @param door which of the doors there; of those who have fewer, the one that this number
     *     leaves as a remainder
     */
    record Place(String address, int door) {
        public Place {
            Check.that(door >= 0, "doors are counted from zero", door);
        }
    }

    /** Who takes connections. */
    record Door<M>(Lane lane, Function<Connection<M>, Handler<M>> welcome) {
        /** The one of these that a caller means. */
        public static <M> Door<M> of(List<Door<M>> doors, int wanted) {
            return doors.get(Math.floorMod(wanted, doors.size()));
        }
    }

    /** One end of a connection. Owned by the lane its handler is called on. */
    interface Connection<M> {
        /** Queues a message; false once closed. The sender minds {@link #writable()}. */
        boolean send(M message);

        /**
         * False while too much is queued; {@link Handler#onWritable} tells when it is true again.
         */
        boolean writable();

        /** Closes both directions; {@link Handler#onClosed} follows on the lane. */
        void close();

        /** Who is on the other side, for messages to people. */
        String peer();
    }

    /**
     * What the owner of a connection hears, in this order: messages and writability, then closed.
     */
    interface Handler<M> {
        void onMessage(M message);

        void onWritable();

        /** The last call: the connection could not be made, was closed, or broke. */
        void onClosed(String reason);
    }
}
