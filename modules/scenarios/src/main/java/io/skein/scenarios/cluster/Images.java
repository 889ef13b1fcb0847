package io.skein.scenarios.cluster;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.site.NodeRun;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.scenarios.story.Stage;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Watches the metadata of all nodes: whoever is at one offset has the same image, however it came
 * there, and each image may follow the ones before. Owned by the world.
 */
final class Images {
    private final Stage stage;
    private final Sites sites;
    private final Moves moves;
    private final Following following;
    private final Members members;
    private final TreeMap<Long, MetadataImage> byOffset = new TreeMap<>();
    private final TreeMap<String, Seen> last = new TreeMap<>();
    private final TreeMap<Uuid, Long> gone = new TreeMap<>();

    /** The newest image of one run of a node's process. */
    private record Seen(NodeRun run, MetadataImage image) {}

    Images(Stage stage, Sites sites, Following following) {
        this.stage = stage;
        this.sites = sites;
        this.moves = new Moves(stage);
        this.following = following;
        this.members = new Members(stage);
        byOffset.put(-1L, MetadataImage.EMPTY);
        stage.world().afterEveryEvent(this::look);
    }

    /** The image at the greatest offset that any node has shown. */
    MetadataImage newest() {
        return byOffset.lastEntry().getValue();
    }

    private void look() {
        for (Site site : sites.all()) {
            NodeRun run = site.process();
            MetadataImage image = run.node().door().image();
            Optional<Seen> before = Optional.ofNullable(last.get(site.name()));
            boolean isSame =
                    before.filter(seen -> seen.image().offset() == image.offset()).isPresent();
            if (isSame && before.orElseThrow().run() == run) continue;
            last.put(site.name(), new Seen(run, image));
            members.shows(site.name(), image);
            Optional<MetadataImage> known =
                    before.filter(seen -> seen.run() == run).map(Seen::image);
            if (known.filter(one -> one.offset() > image.offset()).isPresent()) {
                throw new Violation("M10 metadata went back", site.name() + " " + image.offset());
            }
            compare(site, image);
        }
    }

    private void compare(Site site, MetadataImage image) {
        Optional<MetadataImage> same =
                Optional.ofNullable(byOffset.putIfAbsent(image.offset(), image));
        if (same.isPresent()) {
            if (same.get().equals(image)) return;
            throw new Violation(
                    "M1 metadata differs",
                    "%s has another image at %d".formatted(site.name(), image.offset()));
        }
        following.know(newest());
        MetadataImage before = byOffset.lowerEntry(image.offset()).getValue();
        follows(before, image);
        Optional.ofNullable(byOffset.higherEntry(image.offset()))
                .map(Map.Entry::getValue)
                .ifPresent(after -> follows(image, after));
    }

    private void follows(MetadataImage before, MetadataImage after) {
        members.follow(before, after);
        for (TopicImage topic : after.topics().values()) {
            Optional<TopicImage> was = before.topic(topic.id());
            if (was.equals(Optional.of(topic))) continue;
            if (was.isEmpty() && gone.getOrDefault(topic.id(), Long.MAX_VALUE) < after.offset()) {
                throw new Violation("M9 a topic id came back", topic.name() + " " + topic.id());
            }
            for (int i = 0; i < topic.partitions().size(); i++) {
                PartitionImage now = topic.partitions().get(i);
                int number = i;
                Optional<PartitionImage> then =
                        was.filter(one -> number < one.partitions().size())
                                .map(one -> one.partitions().get(number));
                if (then.equals(Optional.of(now))) continue;
                tell(after.offset(), topic.name() + " " + topic.id() + "-" + number, now);
                judge(new PartitionId(topic.id(), number), then, now, after);
            }
        }
        for (TopicImage topic : before.topics().values()) {
            if (after.topic(topic.id()).isEmpty()) gone.putIfAbsent(topic.id(), after.offset());
        }
    }

    private void tell(long offset, String name, PartitionImage now) {
        String leader =
                now.leader() == PartitionImage.NO_LEADER
                        ? "nobody leads"
                        : "n%d leads".formatted(now.leader());
        stage.world()
                .trace(
                        "metadata@%d: %s %s in epoch %d, in sync %s, eligible %s of %s%s"
                                .formatted(
                                        offset,
                                        name,
                                        leader,
                                        now.leaderEpoch(),
                                        now.inSync(),
                                        now.eligible(),
                                        now.nodes(),
                                        now.reassignment()
                                                .map(move -> " to " + move.target())
                                                .orElse("")));
        if (now.leader() == PartitionImage.NO_LEADER) stage.reached("nobody leads a partition");
        if (now.inSync().isEmpty()) stage.reached("nobody in sync");
        if (now.inSync().size() == 1 && now.replicas().size() > 1) {
            stage.reached("one alone in sync");
        }
        if (!now.eligible().isEmpty()) stage.reached("eligible leaders");
    }

    private void judge(
            PartitionId id, Optional<PartitionImage> then, PartitionImage now, MetadataImage all) {
        List<String> wrong = new ArrayList<>();
        for (int node : now.inSync()) {
            if (all.nodes().get(node).filter(NodeImage::fenced).isPresent()) {
                wrong.add("M4 n" + node + " is fenced and in sync");
            }
        }
        if (then.isPresent()) {
            PartitionImage was = then.get();
            if (now.leaderEpoch() < was.leaderEpoch()) wrong.add("M6 the leader epoch fell");
            if (now.partitionEpoch() <= was.partitionEpoch()) wrong.add("M6 no new change");
            boolean isOther = now.leader() != was.leader();
            if (isOther && now.leaderEpoch() == was.leaderEpoch()) {
                wrong.add("M6 another leader in the same epoch");
            }
            if (isOther && now.leader() != PartitionImage.NO_LEADER) {
                stage.reached("another leader");
                boolean isHeld =
                        was.inSync().contains(now.leader())
                                || was.eligible().contains(now.leader())
                                || isLastStep(was, now);
                boolean isNext = now.partitionEpoch() == was.partitionEpoch() + 1;
                if (isNext && !isHeld) wrong.add("M5 whoever leads now held nothing");
                if (was.eligible().contains(now.leader())) stage.reached("eligible leader leads");
            }
            wrong.addAll(joined(id, was, now, all));
            wrong.addAll(moves.wrong(was, now, minInSync(all, id)));
            moves.note(was, now);
        }
        if (wrong.isEmpty()) return;
        throw new Violation(wrong.getFirst(), "%s: %s, then %s".formatted(id, then, now));
    }

    /** Who joins says so to one leader, in one epoch of it. */
    private List<String> joined(
            PartitionId id, PartitionImage was, PartitionImage now, MetadataImage all) {
        boolean isNext = now.partitionEpoch() == was.partitionEpoch() + 1;
        if (!isNext || now.leaderEpoch() != was.leaderEpoch()) return List.of();
        List<String> wrong = new ArrayList<>();
        for (int node : now.inSync()) {
            if (was.inSync().contains(node) || node == now.leader()) continue;
            following.joined(id, now, node, all).ifPresent(wrong::add);
        }
        return wrong;
    }

    /** Of a move: whoever leads then may have come to be in sync with it. */
    private static boolean isLastStep(PartitionImage was, PartitionImage now) {
        return was.reassignment().isPresent() && now.reassignment().isEmpty();
    }

    private static int minInSync(MetadataImage image, PartitionId id) {
        return image.topic(id.topic())
                .flatMap(topic -> topic.configs().get("min.insync.replicas"))
                .map(Integer::parseInt)
                .orElse(1);
    }
}
