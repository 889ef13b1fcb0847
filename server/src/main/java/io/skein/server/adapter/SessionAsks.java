package io.skein.server.adapter;

import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.Beat;
import io.skein.protocol.internal.v1.NodeRegisteredFact;
import io.skein.protocol.internal.v1.SessionEntry;
import io.skein.protocol.v1.AlterTopicConfigRequest;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.DeleteTopicRequest;
import io.skein.protocol.v1.DescribeQuorumRequest;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.LayoutRequest;
import io.skein.server.door.RestartRequest;
import io.skein.server.metadata.NodeImage;
import io.skein.server.wire.DiagnosisWire;
import io.skein.server.wire.TrashWire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What nodes ask, on the wire. What cannot be read is empty. */
final class SessionAsks {
    private SessionAsks() {}

    static void write(ControllerAsk ask, SessionEntry.Builder entry) {
        switch (ask) {
            case ControllerAsk.Register(NodeImage node) ->
                    entry.setRegister(MetadataCodec.node(node));
            case ControllerAsk.Beat(int node, Uuid incarnation, long applied) ->
                    entry.setBeat(
                            Beat.newBuilder()
                                    .setNodeId(node)
                                    .setIncarnation(Wire.bytes(incarnation))
                                    .setAppliedOffset(applied));
            case ControllerAsk.LogsOpen open -> entry.setLogsOpen(CopiesWire.write(open));
            case ControllerAsk.CountInSync counted ->
                    entry.setCountInSync(ClaimWire.write(counted));
            case ControllerAsk.Leave leave -> entry.setLeave(RestartMessages.write(leave));
            case ControllerAsk.CopiesTold told -> entry.setCopiesTold(CopiesWire.write(told));
            case ControllerAsk.ReserveProducerIds reserve ->
                    entry.setReserveProducerIds(ProducerIdWire.write(reserve));
            case ControllerAsk.Change(AdminRequest request) -> write(request, entry);
        }
    }

    private static void write(AdminRequest request, SessionEntry.Builder entry) {
        switch (request) {
            case AdminRequest.CreateTopic create ->
                    entry.setCreateTopic(
                            CreateTopicRequest.newBuilder()
                                    .setName(create.name())
                                    .setPartitions(create.partitions().orElse(0))
                                    .setReplicationFactor(create.replicationFactor().orElse(0))
                                    .putAllConfigs(create.configs())
                                    .setValidateOnly(create.validateOnly()));
            case AdminRequest.DescribeQuorum() ->
                    entry.setDescribeQuorum(DescribeQuorumRequest.getDefaultInstance());
            case AdminRequest.Diagnose diagnose -> entry.setDiagnose(DiagnosisWire.write(diagnose));
            case AdminRequest.DeleteTopic(String name) ->
                    entry.setDeleteTopic(DeleteTopicRequest.newBuilder().setName(name));
            case AdminRequest.UndeleteTopic undelete ->
                    entry.setUndeleteTopic(TrashWire.write(undelete));
            case AdminRequest.PurgeTopic purge -> entry.setPurgeTopic(TrashWire.write(purge));
            case AdminRequest.AlterTopicConfig alter ->
                    entry.setAlterTopicConfig(
                            AlterTopicConfigRequest.newBuilder()
                                    .setName(alter.name())
                                    .putAllSet(alter.set())
                                    .addAllReset(alter.reset())
                                    .setValidateOnly(alter.validateOnly()));
            case RestartRequest restart -> entry.setRestartAsked(RestartMessages.write(restart));
            case LayoutRequest layout -> entry.setLayoutAsked(LayoutMessages.write(layout));
        }
    }

    static Optional<ControllerAsk> read(SessionEntry entry) {
        return switch (entry.getContentCase()) {
            case REGISTER -> node(entry.getRegister()).map(ControllerAsk.Register::new);
            case LOGS_OPEN -> CopiesWire.read(entry.getLogsOpen());
            case COUNT_IN_SYNC -> ClaimWire.read(entry.getCountInSync());
            case BEAT -> beat(entry.getBeat());
            case COPIES_TOLD -> CopiesWire.read(entry.getCopiesTold());
            case RESERVE_PRODUCER_IDS -> ProducerIdWire.read(entry.getReserveProducerIds());
            case CREATE_TOPIC -> change(create(entry.getCreateTopic()));
            case DESCRIBE_QUORUM -> change(new AdminRequest.DescribeQuorum());
            case DIAGNOSE -> change(DiagnosisWire.read(entry.getDiagnose()));
            case DELETE_TOPIC ->
                    change(new AdminRequest.DeleteTopic(entry.getDeleteTopic().getName()));
            case UNDELETE_TOPIC ->
                    TrashWire.read(entry.getUndeleteTopic()).flatMap(SessionAsks::change);
            case PURGE_TOPIC -> TrashWire.read(entry.getPurgeTopic()).flatMap(SessionAsks::change);
            case ALTER_TOPIC_CONFIG -> change(alter(entry.getAlterTopicConfig()));
            case RESTART_ASKED ->
                    RestartMessages.read(entry.getRestartAsked()).flatMap(SessionAsks::change);
            case LEAVE -> RestartMessages.read(entry.getLeave());
            case LAYOUT_ASKED ->
                    LayoutMessages.read(entry.getLayoutAsked()).flatMap(SessionAsks::change);
            default -> Optional.empty();
        };
    }

    private static Optional<ControllerAsk> change(AdminRequest request) {
        return Optional.of(new ControllerAsk.Change(request));
    }

    private static Optional<NodeImage> node(NodeRegisteredFact fact) {
        Optional<Uuid> incarnation = Wire.uuid(fact.getIncarnation());
        List<Uuid> directories =
                fact.getDirectoryIdsList().stream()
                        .flatMap(each -> Wire.uuid(each).stream())
                        .toList();
        boolean isWhole = directories.size() == fact.getDirectoryIdsCount();
        return incarnation
                .filter(_ -> isWhole)
                .map(id ->
                        new NodeImage(
                                fact.getNodeId(),
                                id,
                                directories,
                                fact.getAddress(),
                                MetadataCodec.port(fact),
                                fact.getRolesList(),
                                fact.getFenced(),
                                fact.getRack()));
    }

    private static Optional<ControllerAsk> beat(Beat beat) {
        boolean isSense = beat.getNodeId() >= 0 && beat.getAppliedOffset() >= -1;
        return Wire.uuid(beat.getIncarnation())
                .filter(_ -> isSense)
                .map(id -> new ControllerAsk.Beat(beat.getNodeId(), id, beat.getAppliedOffset()));
    }

    private static AdminRequest create(CreateTopicRequest request) {
        return new AdminRequest.CreateTopic(
                request.getName(),
                count(request.getPartitions()),
                count(request.getReplicationFactor()),
                new TreeMap<>(request.getConfigsMap()),
                request.getValidateOnly());
    }

    private static OptionalInt count(int value) {
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static AdminRequest alter(AlterTopicConfigRequest request) {
        return new AdminRequest.AlterTopicConfig(
                request.getName(),
                new TreeMap<>(request.getSetMap()),
                List.copyOf(request.getResetList()),
                request.getValidateOnly());
    }
}
