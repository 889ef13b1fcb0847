package io.skein.server.boot;

import io.skein.foundation.jdk.LaneFigures;
import io.skein.server.adapter.OperationsPort.Health;
import io.skein.server.metadata.MetadataImage;
import io.skein.storage.DiskSpace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What a node says of itself to probes and people. Any thread may ask. */
final class NodeHealth implements Health {
    /** A turn that has lasted this long will hardly end; a restart may help. */
    private static final long STUCK_NANOS = 60_000_000_000L;

    private final Supplier<List<LaneFigures>> lanes;
    private final Node node;
    private final String version;
    private final RecoveryNews recovery = new RecoveryNews();

    NodeHealth(Supplier<List<LaneFigures>> lanes, Node node, String version) {
        this.lanes = lanes;
        this.node = node;
        this.version = version;
    }

    /** Who hears how far the recovery of logs has come. */
    RecoveryNews recovery() {
        return recovery;
    }

    @Override
    public Optional<String> whyNotLive() {
        return stuck(lanes.get());
    }

    /** The first lane that will hardly go on. */
    static Optional<String> stuck(List<LaneFigures> lanes) {
        return lanes.stream()
                .filter(lane -> lane.turnNanos() > STUCK_NANOS)
                .map(lane -> "lane " + lane.lane() + " is stuck")
                .findFirst();
    }

    @Override
    public Optional<String> whyNotStarted() {
        return node.phase() == Node.Phase.STARTING
                ? Optional.of(recovery.state())
                : Optional.empty();
    }

    @Override
    public Optional<String> whyNotReady() {
        return switch (node.phase()) {
            case STARTING -> Optional.of("starting: " + recovery.state());
            case SERVING -> whyNotLive();
            case DRAINING -> Optional.of("draining: others take over what this node leads");
            case STOPPING, STOPPED -> Optional.of("stopping");
        };
    }

    @Override
    public String status() {
        MetadataImage image = node.door().image();
        StringBuilder lines = new StringBuilder();
        lines.append("version   ").append(version).append('\n');
        lines.append("phase     ").append(node.phase().toString().toLowerCase(Locale.ROOT));
        lines.append("\ncluster   ").append(image.clusterId().orElse("none yet"));
        lines.append("\nmetadata  offset ").append(image.offset());
        lines.append("\ntopics    ").append(image.topicIds().size()).append('\n');
        node.directoryFigures().forEach((place, each) -> lines.append(disk(place, each.space())));
        for (LaneFigures lane : lanes.get()) {
            lines.append(
                    "lane      %s: %d waiting, %d done%n"
                            .formatted(lane.lane(), lane.waiting(), lane.tasks()));
        }
        return lines.toString();
    }

    private static String disk(String place, DiskSpace space) {
        String full = space.isFull() ? "; producers are refused" : "";
        return "disk      %s: %s%s%n".formatted(place, space.seen().sentence(), full);
    }
}
