package io.skein.simulation;

import io.skein.simulation.Inode.Place;
import java.util.Optional;

/** Something that was done to names and is not yet durable. */
sealed interface NameChange {
    Inode what();

    /** The folder whose sync makes it durable. */
    Inode folder();

    /** Does it on the platter, as far as the changes before it that were lost allow. */
    void persist();

    /** What is still to be done when something newer has happened to the file itself. */
    default Optional<NameChange> overtaken() {
        return Optional.empty();
    }

    record Added(Place place, Inode what) implements NameChange {
        @Override
        public Inode folder() {
            return place.folder();
        }

        @Override
        public void persist() {
            if (what.durablePlace.isEmpty()) link(place, what);
        }
    }

    record Removed(Place place, Inode what) implements NameChange {
        @Override
        public Inode folder() {
            return place.folder();
        }

        @Override
        public void persist() {
            if (what.durablePlace.filter(place::equals).isPresent()) unlink(what);
        }
    }

    /**
     * Lost, the old name comes back; kept, there is only the new one. Between two folders it is the
     * sync of the new one that counts.
     */
    record Moved(Place to, Inode what, Optional<Inode> replaced) implements NameChange {
        @Override
        public Inode folder() {
            return to.folder();
        }

        @Override
        public void persist() {
            unlink(what);
            link(to, what);
        }

        /** The file has gone on, but the one whose name it took is gone for all that. */
        @Override
        public Optional<NameChange> overtaken() {
            return replaced.map(lost -> new Removed(to, lost));
        }
    }

    private static void link(Place place, Inode what) {
        Inode replaced = place.folder().durableNames.getOrDefault(place.name(), what);
        if (replaced != what) unlink(replaced);
        place.folder().durableNames.put(place.name(), what);
        what.durablePlace = Optional.of(place);
    }

    private static void unlink(Inode what) {
        what.durablePlace.ifPresent(place -> place.folder().durableNames.remove(place.name()));
        what.durablePlace = Optional.empty();
    }
}
