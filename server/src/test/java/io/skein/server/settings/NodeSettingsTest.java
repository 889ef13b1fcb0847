package io.skein.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.settings.Source;
import io.skein.server.settings.NodeSettings.Read;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
    private static NodeSettings good(Map<String, String> given) {
        return switch (NodeSettings.read(List.of(Source.of("test", given)), 4)) {
            case Read.Good(NodeSettings settings) -> settings;
            case Read.Bad(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> problems(Map<String, String> given) {
        return switch (NodeSettings.read(List.of(Source.of("test", given)), 4)) {
            case Read.Good(NodeSettings settings) -> throw new AssertionError(settings);
            case Read.Bad(List<String> problems) -> problems;
        };
    }

    @Test
    void nothingNeedsToBeSet() {
        NodeSettings settings = good(Map.of());
        assertEquals(1, settings.nodeId());
        assertEquals("127.0.0.1:7070", settings.listener().toString());
        assertEquals(new Addresses("127.0.0.1:7070", "127.0.0.1:7071"), settings.addresses());
        assertEquals(2, settings.partitionLanes());
    }

    @Test
    void clientsAreToldTheAdvertisedAddress() {
        NodeSettings settings =
                good(
                        Map.of(
                                "listeners", "0.0.0.0:7070",
                                "advertised.listeners", "broker-1.example:7070"));
        assertEquals("broker-1.example:7070", settings.addresses().forClients());
        assertEquals("broker-1.example:7070", settings.addresses(5, 6).forClients());
    }

    @ParameterizedTest
    @CsvSource({
        "skein-0, 1",
        "skein-11, 12",
        "a-b-2, 3",
        "skein-999999, 1000000",
    })
    void aNameCountedFromZeroGivesTheNumber(String name, int number) {
        assertEquals(number, good(Map.of("node.id.from", name)).nodeId());
    }

    @Test
    void aNodeHasOneNumber() {
        assertEquals(3, good(Map.of("node.id.from", "skein-2", "node.id", "3")).nodeId());
        assertEquals(3, good(Map.of("node.id.from", "", "node.id", "3")).nodeId());
        assertEquals(
                List.of(
                        "node.id=2: contradicts node.id.from=skein-2, which is node 3; give only"
                                + " one of them"),
                problems(Map.of("node.id.from", "skein-2", "node.id", "2")));
    }

    /** Its own address need not be told to a node that is among the voters under its name. */
    @Test
    void aVoterByItsNameKnowsItsAddress() {
        Map<String, String> given =
                Map.of(
                        "node.listeners", "0.0.0.0:7071",
                        "controller.quorum.voters", "1@skein-0:7071,2@skein-1:7071");
        assertEquals(1, problems(with(given, "node.id.from", "skein-2")).size());
        assertEquals(2, good(with(given, "node.id.from", "skein-1")).nodeId());
    }

    private static Map<String, String> with(Map<String, String> given, String key, String value) {
        Map<String, String> more = new TreeMap<>(given);
        more.put(key, value);
        return more;
    }

    @Test
    void portZeroIsWhateverTheNodeGot() {
        NodeSettings settings =
                good(Map.of("listeners", "127.0.0.1:0", "node.listeners", "host:0"));
        assertEquals(
                new Addresses("127.0.0.1:40000", "host:40001"), settings.addresses(40_000, 40_001));
    }

    @ParameterizedTest
    @CsvSource({
        "node.idd, 3, node.id",
        "node.id, x, node.id",
        "node.id, -1, node.id",
        "node.id.from, skein, not a name that ends like skein-0",
        "node.id.from, skein-01, not a name that ends like skein-0",
        "node.id.from, -1, not a name that ends like skein-0",
        "node.id.from, skein-1000000, numbered up to 1000000",
        "node.id.from, skein-9999999999, numbered up to 1000000",
        "listeners, nowhere, listeners",
        "listeners, 0.0.0.0:7070, advertised.listeners",
        "listeners, [::]:7070, advertised.listeners",
        "advertised.listeners, host:0, advertised.listeners",
        "process.roles, broker, process.roles",
        "process.roles, cook, process.roles",
        "controller.quorum.voters, '1@a:7071,2@b:7071,1@c:7071', names a node twice",
        "controller.quorum.voters, '1@a:1,2@b:1,5@A:1', nodes 1 and 5 cannot both be at A:1",
        "controller.quorum.voters, '1@a:7071,b:7071', not a voter like 1@host:7071",
        "controller.quorum.voters, 'one@a:7071', not a whole number",
        "controller.quorum.voters, '-1@a:7071', nodes are numbered",
        "controller.quorum.voters, '1@a:0', port 0",
        "advertised.node.listeners, 'a:0', port 0",
        "log.dirs, '', log.dirs",
        "log.dirs, 'a,./a/', log.dirs",
        "log.dirs, 'a,b,a/c/../b', log.dirs",
        "disk.full.percent, 101, disk.full.percent",
        "disk.full.percent, 84, disk.resume.percent",
        "disk.resume.percent, 0, disk.resume.percent",
        "disk.resume.percent, 91, disk.resume.percent",
        "segment.bytes, 9e18, segment.bytes",
        "max.message.bytes, 65MiB, max.message.bytes"
    })
    void whatIsWrongIsNamed(String name, String value, String named) {
        List<String> problems = problems(Map.of(name, value));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().contains(named), problems.getFirst());
    }

    @Test
    void aBatchFitsAMessageWithWhatIsAroundIt() {
        long batch = 20 << 20;
        String limit = "grpc.message.max.bytes";
        good(Map.of("max.message.bytes", "20MiB", limit, Long.toString(batch + 64)));
        assertEquals(
                List.of(
                        "max.message.bytes=20MiB: such a batch does not fit"
                                + " grpc.message.max.bytes=20971583; raise"
                                + " grpc.message.max.bytes to 20971584 or lower"
                                + " max.message.bytes to 20971519"),
                problems(Map.of("max.message.bytes", "20MiB", limit, Long.toString(batch + 63))));
    }

    @ParameterizedTest
    @CsvSource({"max.message.bytes, 16MiB", "grpc.message.max.bytes, 1MiB"})
    void eitherLimitContradictsTheOthersDefault(String name, String value) {
        List<String> problems = problems(Map.of(name, value));
        assertEquals(1, problems.size(), problems.toString());
        String line = problems.getFirst();
        assertTrue(line.contains("max.message.bytes=") && line.contains(name + "=" + value), line);
    }

    @Test
    void kafkasSpellingsAreKnown() {
        good(Map.of("log.segment.bytes", "1MiB", "message.max.bytes", "2MiB"));
    }
}
