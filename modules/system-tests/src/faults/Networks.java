import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A network of its own for each node, all joined by a switch, as the script has made them; this
 * process is at that switch too. A port that is taken off the switch says nothing to either side:
 * what is sent just never arrives.
 *
 * @param name with which the names of all of them begin
 */
record Networks(String name) {
    List<Place> places(Path folder) {
        return Cluster.NUMBERS.stream()
                .map(node ->
                        new Place("10.78.0." + node, folder.resolve("node-" + node), within(node)))
                .toList();
    }

    /** What stands before a command to run it beside a node. */
    List<String> within(int node) {
        return List.of("ip", "netns", "exec", name + "-" + node);
    }

    /** Nobody reaches the node from now on, nor does it reach anybody. */
    void isolate(int node) throws IOException {
        Command.run("ip", "-n", name + "-switch", "link", "set", "port-" + node, "nomaster");
    }

    void heal(int node) throws IOException {
        Command.run(
                "ip", "-n", name + "-switch", "link", "set", "port-" + node, "master", "bridge");
    }
}
