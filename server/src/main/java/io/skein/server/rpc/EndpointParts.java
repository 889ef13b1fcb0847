package io.skein.server.rpc;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.server.door.AdminReply.ConfigValue;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.QuorumReport;
import io.skein.server.metadata.TopicImage;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What the endpoints are built from.
 *
 * @param configs all settings of a topic by name, the node's defaults included; any thread asks
 * @param batchBytesMax largest batch that a topic takes; any thread asks
 * @param quorum how the wire says it; any thread asks
 * @param lane for timers, and to hand heavy work away; nothing of the node's state lives on it
 */
public record EndpointParts(
        FrontDoor door,
        NodeFacts node,
        ServerLimits limits,
        Function<TopicImage, List<ConfigValue>> configs,
        ToIntFunction<TopicImage> batchBytesMax,
        Function<QuorumReport, DescribeQuorumResponse> quorum,
        Lane lane,
        Clock clock,
        CallFigures figures) {}
