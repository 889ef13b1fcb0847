package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.QuorumReport.Member;
import io.skein.server.door.RestartReply.Behind;
import io.skein.server.door.RestartReply.CatchUpJudged;
import io.skein.server.door.RestartReply.Lack;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Whether one node is all that it was before it was away. Used by one plan. */
final class CatchUpCheck {
    /** Most partitions that a report names. */
    static final int NAMED_MAX = 100;

    /** Who lacks no more of the metadata is near enough: on a busy cluster nobody has it all. */
    static final long METADATA_LAG_MAX = 1_000;

    private final MetadataImage image;
    private final NodePlans.OpenLogs open;
    private final NodeImage node;
    private final List<Behind> named = new ArrayList<>();
    private int replicas;
    private int behind;

    CatchUpCheck(MetadataImage image, NodePlans.OpenLogs open, NodeImage node) {
        this.image = image;
        this.open = open;
        this.node = node;
    }

    CatchUpJudged judge(QuorumReport quorum) {
        for (TopicImage topic : image.topics().values()) look(topic);
        OptionalLong lag = metadataLag(quorum);
        boolean knowsMetadata = lag.isPresent() && lag.getAsLong() <= METADATA_LAG_MAX;
        return new CatchUpJudged(
                !node.fenced() && behind == 0 && knowsMetadata,
                node.fenced(),
                image.isStopping(node.id()),
                replicas,
                behind,
                named,
                lag);
    }

    private void look(TopicImage topic) {
        for (int number = 0; number < topic.partitions().size(); number++) {
            PartitionImage one = topic.partitions().get(number);
            Optional<Replica> replica = one.replicaOn(node.id());
            if (replica.isEmpty()) continue;
            replicas++;
            Optional<Lack> lack = lack(new PartitionId(topic.id(), number), one, replica.get());
            if (lack.isEmpty()) continue;
            behind++;
            if (named.size() < NAMED_MAX) named.add(new Behind(topic.name(), number, lack.get()));
        }
    }

    private Optional<Lack> lack(PartitionId id, PartitionImage one, Replica replica) {
        if (replica.fresh() || !open.has(node.id(), id)) return Optional.of(Lack.NOT_OPEN);
        if (one.inSync().contains(node.id())) return Optional.empty();
        return Optional.of(
                one.leader() == PartitionImage.NO_LEADER ? Lack.NO_LEADER : Lack.NOT_IN_SYNC);
    }

    /** As a voter, if it votes: with another disk it may also follow as another member. */
    private OptionalLong metadataLag(QuorumReport quorum) {
        return Stream.concat(quorum.voters().stream(), quorum.observers().stream())
                .filter(member -> member.node() == node.id())
                .findFirst()
                .filter(member -> member.silentMillis() < StopCheck.SILENT_MILLIS_MAX)
                .map(Member::lag)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }
}
