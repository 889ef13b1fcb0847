package io.skein.storage;

import io.skein.foundation.Uuid;

/**
 * Why a data directory cannot be used; {@link #sentence()} is fit for the person who started us.
 */
public sealed interface DirectoryRefusal {
    String sentence();

    record ForeignNode(String place, int owner, int claimant) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " belongs to node " + owner + ", but this is node " + claimant + ".";
        }
    }

    record ForeignCluster(String place, Uuid owner, Uuid claimant) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " belongs to cluster " + owner + ", not to " + claimant + ".";
        }
    }

    record HeldByAnother(String place) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " is in use by another process.";
        }
    }

    record NotWritable(String place, String cause) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " cannot be written to: " + cause + ".";
        }
    }

    record NoRoom(String place) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return "There is no room left in " + place + ".";
        }
    }

    record NewerFormat(String place, String version) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " was written by a newer version (format " + version + ").";
        }
    }

    /** A file that says whose the directory is, or what it holds, makes no sense. */
    record Unreadable(String place, String file, String cause) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + "/" + file + " is damaged: " + cause + ".";
        }
    }

    /** Logs without a {@code meta.properties}: nobody can say whose they are. */
    record Unmarked(String place, String found) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " holds " + found + " but no meta.properties says whose it is.";
        }
    }

    /** What is in memory of it may not be on the disk, and no sync would tell. */
    record InDoubt(String place) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return "A sync of "
                    + place
                    + " has failed, and what the system shows of it since may not be on the disk."
                    + " Start the machine anew, attach the disk to another, or empty the"
                    + " directory.";
        }
    }

    record Broken(String place, String cause) implements DirectoryRefusal {
        @Override
        public String sentence() {
            return place + " cannot be used: " + cause + ".";
        }
    }
}
