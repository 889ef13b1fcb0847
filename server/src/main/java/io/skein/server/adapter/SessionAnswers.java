package io.skein.server.adapter;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.Heard;
import io.skein.protocol.internal.v1.Noted;
import io.skein.protocol.internal.v1.SessionEntry;
import io.skein.protocol.v1.AlterTopicConfigResponse;
import io.skein.protocol.v1.ConfigEntry;
import io.skein.protocol.v1.CreateTopicResponse;
import io.skein.server.controller.ControllerReply;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.ConfigValue;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.Refusal;
import io.skein.server.door.RestartReply;
import io.skein.server.wire.DiagnosisWire;
import io.skein.server.wire.RefusalWire;
import io.skein.server.wire.TrashWire;
import java.util.List;
import java.util.Optional;

/** What the active controller answers, on the wire. What cannot be read is empty. */
final class SessionAnswers {
    private SessionAnswers() {}

    static void write(Answer<ControllerReply> answer, SessionEntry.Builder entry) {
        switch (answer) {
            case Answer.Refused<ControllerReply>(Refusal why) ->
                    entry.setRefused(RefusalWire.write(why));
            case Answer.Done<ControllerReply>(ControllerReply.Noted()) ->
                    entry.setNoted(Noted.getDefaultInstance());
            case Answer.Done<ControllerReply>(ControllerReply.Heard(int epoch)) ->
                    entry.setHeard(Heard.newBuilder().setEpoch(epoch));
            case Answer.Done<ControllerReply>(ControllerReply.Counted(var refused)) -> {
                for (PartitionId each : refused) {
                    entry.getInSyncCountedBuilder().addRefused(ClaimWire.name(each));
                }
                if (refused.isEmpty()) entry.getInSyncCountedBuilder();
            }
            case Answer.Done<ControllerReply>(ControllerReply.ProducerIdsReserved(var block)) ->
                    entry.setProducerIdsReserved(ProducerIdWire.write(block));
            case Answer.Done<ControllerReply>(ControllerReply.Changed(AdminReply reply)) ->
                    write(reply, entry);
        }
    }

    private static void write(AdminReply reply, SessionEntry.Builder entry) {
        switch (reply) {
            case AdminReply.TopicCreated(Uuid topic, int partitions, int replicas) ->
                    entry.setTopicCreated(
                            CreateTopicResponse.newBuilder()
                                    .setTopicId(Wire.bytes(topic))
                                    .setPartitions(partitions)
                                    .setReplicationFactor(replicas));
            case AdminReply.QuorumDescribed(QuorumReport report) ->
                    entry.setQuorumDescribed(QuorumWire.write(report));
            case AdminReply.Diagnosed diagnosed ->
                    entry.setDiagnosed(DiagnosisWire.write(diagnosed));
            case AdminReply.TopicDeleted deleted -> entry.setTopicDeleted(TrashWire.write(deleted));
            case AdminReply.TopicUndeleted undeleted ->
                    entry.setTopicUndeleted(TrashWire.write(undeleted));
            case AdminReply.TopicPurged purged -> entry.setTopicPurged(TrashWire.write(purged));
            case AdminReply.TopicConfigAltered(List<ConfigValue> configs) -> {
                AlterTopicConfigResponse.Builder altered = AlterTopicConfigResponse.newBuilder();
                for (ConfigValue each : configs) {
                    altered.addConfigs(
                            ConfigEntry.newBuilder()
                                    .setName(each.name())
                                    .setValue(each.value())
                                    .setIsDefault(each.isDefault()));
                }
                entry.setTopicConfigAltered(altered);
            }
            case RestartReply restart -> entry.setRestartAnswered(RestartMessages.write(restart));
            case LayoutReply layout -> entry.setLayoutAnswered(LayoutMessages.write(layout));
        }
    }

    static Optional<Answer<ControllerReply>> read(SessionEntry entry) {
        return switch (entry.getContentCase()) {
            case REFUSED -> Optional.of(Answer.refused(RefusalWire.read(entry.getRefused())));
            case NOTED -> Optional.of(Answer.done(new ControllerReply.Noted()));
            case HEARD ->
                    Optional.of(
                            Answer.done(new ControllerReply.Heard(entry.getHeard().getEpoch())));
            case IN_SYNC_COUNTED ->
                    ClaimWire.named(entry.getInSyncCounted().getRefusedList())
                            .map(refused -> Answer.done(new ControllerReply.Counted(refused)));
            case PRODUCER_IDS_RESERVED ->
                    ProducerIdWire.read(entry.getProducerIdsReserved()).map(Answer::done);
            case TOPIC_CREATED -> created(entry.getTopicCreated());
            case QUORUM_DESCRIBED ->
                    QuorumWire.read(entry.getQuorumDescribed())
                            .map(report -> changed(new AdminReply.QuorumDescribed(report)));
            case DIAGNOSED -> DiagnosisWire.read(entry.getDiagnosed()).map(SessionAnswers::changed);
            case TOPIC_DELETED ->
                    TrashWire.read(entry.getTopicDeleted()).map(SessionAnswers::changed);
            case TOPIC_UNDELETED ->
                    TrashWire.read(entry.getTopicUndeleted()).map(SessionAnswers::changed);
            case TOPIC_PURGED ->
                    TrashWire.read(entry.getTopicPurged()).map(SessionAnswers::changed);
            case TOPIC_CONFIG_ALTERED -> Optional.of(altered(entry.getTopicConfigAltered()));
            case RESTART_ANSWERED ->
                    RestartMessages.read(entry.getRestartAnswered()).map(SessionAnswers::changed);
            case LAYOUT_ANSWERED ->
                    LayoutMessages.read(entry.getLayoutAnswered()).map(SessionAnswers::changed);
            default -> Optional.empty();
        };
    }

    private static Answer<ControllerReply> changed(AdminReply reply) {
        return Answer.done(new ControllerReply.Changed(reply));
    }

    private static Optional<Answer<ControllerReply>> created(CreateTopicResponse topic) {
        return Wire.uuid(topic.getTopicId())
                .map(id ->
                        changed(
                                new AdminReply.TopicCreated(
                                        id, topic.getPartitions(), topic.getReplicationFactor())));
    }

    private static Answer<ControllerReply> altered(AlterTopicConfigResponse response) {
        List<ConfigValue> configs =
                response.getConfigsList().stream()
                        .map(each ->
                                new ConfigValue(
                                        each.getName(), each.getValue(), each.getIsDefault()))
                        .toList();
        return changed(new AdminReply.TopicConfigAltered(configs));
    }
}
