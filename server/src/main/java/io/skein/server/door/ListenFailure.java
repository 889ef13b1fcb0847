package io.skein.server.door;

/** Why a node cannot have an address, in words for whoever started it. */
public final class ListenFailure {
    private ListenFailure() {}

    /**
     * The failure in one line.
     *
     * @param place "host:port", or several
     * @param setting where another place can be named
     */
    public static String line(String place, String setting, Throwable failed) {
        return "cannot listen on " + place + ": " + why(setting, failed);
    }

    private static String why(String setting, Throwable failed) {
        Throwable root = failed;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        String message = String.valueOf(root.getMessage());
        if (!message.contains("already in use")) return message;
        return "the port is in use; stop what has it, or set " + setting + " to another";
    }
}
