package io.skein.scenarios.cluster;

import io.skein.foundation.PartitionId;
import io.skein.scenarios.client.Places;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Knows what the nodes know. Owned by the world. */
final class Guide implements Places {
    private final Sites sites;
    private final Images images;
    private final List<String> addresses;

    Guide(Sites sites, Images images) {
        this.sites = sites;
        this.images = images;
        this.addresses = sites.all().stream().map(site -> site.name() + ":" + Plan.PORT).toList();
    }

    /** Who they are. */
    Sites sites() {
        return sites;
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    @Override
    public Optional<String> leader(PartitionId home) {
        return newest().partition(home)
                .filter(partition -> partition.leader() != PartitionImage.NO_LEADER)
                .map(partition -> Plan.host(partition.leader()) + ":" + Plan.PORT);
    }

    /**
     * The most that any node has known, were it dead by now: of a leader that was replaced nobody
     * may say again that it leads.
     */
    MetadataImage newest() {
        return images.newest();
    }

    /** Whether all nodes know the same. */
    boolean areAllAlike() {
        long newest = newest().offset();
        return sites.all().stream()
                .allMatch(site -> site.process().node().door().image().offset() == newest);
    }

    /** Whether no partition is on its way to other nodes. */
    boolean areAllSettled() {
        return newest().moving().isEmpty();
    }

    /** Whether every partition is led by the first of its replicas. */
    boolean areAllLedAsPreferred() {
        for (TopicImage topic : newest().topics().values()) {
            for (PartitionImage one : topic.partitions()) {
                if (one.leader() != one.preferred()) return false;
            }
        }
        return true;
    }

    /** Whether every partition is led, and all its replicas are in sync. */
    boolean areAllInSync() {
        return notInSync().isEmpty();
    }

    /**
     * Tells whether by now every partition that is there was led, with all its replicas in sync, at
     * some time since: under load others are made, moved and deleted all the while.
     */
    BooleanSupplier haveAllBeenInSync() {
        TreeSet<PartitionId> left = new TreeSet<>();
        for (TopicImage topic : newest().topics().values()) {
            int count = topic.partitions().size();
            for (int i = 0; i < count; i++) left.add(new PartitionId(topic.id(), i));
        }
        return () -> {
            MetadataImage image = newest();
            left.removeIf(id -> image.partition(id).filter(one -> !isInSync(one)).isEmpty());
            return left.isEmpty();
        };
    }

    private static boolean isInSync(PartitionImage partition) {
        boolean isLed = partition.leader() != PartitionImage.NO_LEADER;
        return isLed && partition.inSync().size() == partition.replicas().size();
    }

    /** The partitions of which that is not true, in words. */
    List<String> notInSync() {
        List<String> found = new ArrayList<>();
        for (TopicImage topic : newest().topics().values()) {
            int number = 0;
            for (PartitionImage partition : topic.partitions()) {
                String name = topic.name() + " " + topic.id() + "-" + number++;
                if (!isInSync(partition)) found.add(name + ": " + partition);
            }
        }
        return found;
    }

    /** The site of who leads a partition now; whichever one that is. */
    Optional<Site> someLeader(int drawn) {
        return pick(led().toList(), drawn).map(one -> site(one.leader()));
    }

    /** Who is in sync of a partition that could be led by another, its leader first. */
    Optional<List<Site>> someHeirs(int drawn) {
        return pick(led().filter(one -> one.inSync().size() > 1).toList(), drawn)
                .map(one -> {
                    List<Site> found = new ArrayList<>(List.of(site(one.leader())));
                    for (int node : one.inSync()) if (node != one.leader()) found.add(site(node));
                    return found;
                });
    }

    private Stream<PartitionImage> led() {
        Stream.Builder<PartitionImage> found = Stream.builder();
        for (TopicImage topic : newest().topics().values()) {
            for (PartitionImage one : topic.partitions()) {
                if (one.leader() != PartitionImage.NO_LEADER) found.add(one);
            }
        }
        return found.build();
    }

    private Site site(int node) {
        return sites.all().get(node - 1);
    }

    private static <T> Optional<T> pick(List<T> all, int drawn) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(Math.floorMod(drawn, all.size())));
    }
}
