import java.util.List;

/** What all clients of a run share. */
record Scene(Topic topic, List<String> addresses, Chronicle chronicle) {
    String[] bootstrap() {
        return addresses.toArray(String[]::new);
    }
}
