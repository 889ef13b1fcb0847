package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.internal.v1.SessionEntry;
import io.skein.protocol.v1.RefusalReason;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.Diagnosis;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.RestartReply;
import io.skein.server.door.RestartRequest;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.ProducerIdBlock;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node says is what the controller hears, and the other way round; all else is nothing. */
class SessionCodecTest {
    private static final Uuid TOPIC = new Uuid(3, 4);

    private final SessionCodec codec = new SessionCodec();

    static Stream<SessionMessage> messages() {
        List<SessionMessage> all = new ArrayList<>();
        all.add(new SessionMessage.Welcome());
        for (ControllerAsk ask : asks()) all.add(new SessionMessage.Asked(all.size(), ask));
        for (ControllerAsk ask : LayoutSamples.asks()) {
            all.add(new SessionMessage.Asked(all.size(), ask));
        }
        for (Answer<ControllerReply> answer : answers()) {
            all.add(new SessionMessage.Told(all.size(), answer, all.size() * 3L));
        }
        return all.stream();
    }

    private static NodeImage node() {
        return new NodeImage(
                2,
                new Uuid(1, 2),
                List.of(new Uuid(5, 6), new Uuid(7, 8)),
                "b:7070",
                new NodeImage.NodePort("b:7070", 2),
                List.of("broker"),
                false);
    }

    private static List<ControllerAsk> asks() {
        Map<String, String> configs = new TreeMap<>(Map.of("retention.ms", "1", "a", "b"));
        return List.of(
                new ControllerAsk.Register(node()),
                new ControllerAsk.LogsOpen(
                        2, new Uuid(1, 2), List.of(new CopyId(new PartitionId(TOPIC, 0), 7))),
                new ControllerAsk.Beat(2, new Uuid(1, 2), -1),
                new ControllerAsk.CountInSync(
                        2,
                        new Uuid(1, 2),
                        Arrays.stream(Wish.values()).map(each -> claim(each)).toList()),
                new ControllerAsk.Change(
                        new AdminRequest.CreateTopic(
                                "t", OptionalInt.of(3), OptionalInt.empty(), configs, true)),
                new ControllerAsk.Change(
                        new AdminRequest.CreateTopic(
                                "t", OptionalInt.empty(), OptionalInt.of(2), Map.of(), false)),
                new ControllerAsk.Leave(2, new Uuid(1, 2)),
                new ControllerAsk.ReserveProducerIds(2, new Uuid(1, 2)),
                new ControllerAsk.Change(new RestartRequest.Drain(2, true)),
                new ControllerAsk.Change(
                        new RestartRequest.Drain(2, false, Optional.of(new Uuid(1, 2)))),
                new ControllerAsk.Change(new RestartRequest.CanStop(2)),
                new ControllerAsk.Change(new RestartRequest.CaughtUp(2)),
                new ControllerAsk.Change(new AdminRequest.DeleteTopic("t")),
                new ControllerAsk.Change(new AdminRequest.DescribeQuorum()),
                new ControllerAsk.Change(new AdminRequest.Diagnose(7)),
                undelete(Optional.empty(), Optional.of("new")),
                undelete(Optional.of(TOPIC), Optional.empty()),
                new ControllerAsk.Change(
                        new AdminRequest.PurgeTopic(
                                new AdminRequest.Deleted("t", Optional.of(TOPIC)))),
                new ControllerAsk.Change(
                        new AdminRequest.AlterTopicConfig("t", configs, List.of("x"), false)));
    }

    private static InSyncClaim claim(Wish wish) {
        InSync inSync = InSync.of(List.of(1, 2), Map.of(2, new Uuid(7, 7)), List.of(3));
        return new InSyncClaim(new PartitionId(TOPIC, 4), 5, 6, inSync, wish);
    }

    private static QuorumReport report() {
        QuorumReport.Member voter =
                new QuorumReport.Member(1, new Uuid(1, 1), "a:7071", 9, 8, 0, 0);
        QuorumReport.Member observer =
                new QuorumReport.Member(4, new Uuid(4, 4), "d:7071", 7, 6, 2, 1_500);
        return new QuorumReport(1, 3, 8, List.of(voter), List.of(observer));
    }

    private static RestartReply.StopJudged judged() {
        RestartReply.AtRisk one = new RestartReply.AtRisk("t", 1, List.of(2, 3), 3, true, false);
        RestartReply.AtRisk other = new RestartReply.AtRisk("u", 0, List.of(), 1, false, true);
        RestartReply.QuorumLeft left = new RestartReply.QuorumLeft(3, 1, 2);
        return new RestartReply.StopJudged(2, 1, List.of(one, other), left, List.of(4, 5), 9);
    }

    private static RestartReply.CatchUpJudged behind(OptionalLong lag) {
        List<RestartReply.Behind> behind = new ArrayList<>();
        for (RestartReply.Lack lack : RestartReply.Lack.values()) {
            behind.add(new RestartReply.Behind("t", behind.size(), lack));
        }
        return new RestartReply.CatchUpJudged(lag.isPresent(), true, true, 9, 3, behind, lag);
    }

    private static RestartReply.Drained drained() {
        List<RestartReply.KeptLead> kept = new ArrayList<>();
        for (RestartReply.Kept why : RestartReply.Kept.values()) {
            kept.add(new RestartReply.KeptLead("t", kept.size(), why));
        }
        return new RestartReply.Drained(true, 2, 3, 4, kept);
    }

    private static ControllerAsk undelete(Optional<Uuid> id, Optional<String> name) {
        return new ControllerAsk.Change(
                new AdminRequest.UndeleteTopic(new AdminRequest.Deleted("t", id), name));
    }

    private static AdminReply diagnosed() {
        List<Diagnosis.Finding> all = new ArrayList<>();
        for (Diagnosis.Kind kind : Diagnosis.Kind.values()) {
            all.add(
                    new Diagnosis.Finding(
                            kind,
                            List.of(1, all.size()),
                            5_000_000_000L,
                            List.of(new Diagnosis.Place("t", 3)),
                            new Diagnosis.Words("wrong", "right")));
        }
        return new AdminReply.Diagnosed(new Diagnosis(3, 6_000_000_000L, all, 9));
    }

    private static List<Answer<ControllerReply>> answers() {
        List<Answer<ControllerReply>> all = new ArrayList<>();
        for (Why why : Why.values()) {
            all.add(Answer.refused(Refusal.later(why, "not now", 100)));
            all.add(Answer.refused(Refusal.unknown(why, "who knows")));
        }
        all.add(Answer.done(new ControllerReply.Noted()));
        all.add(Answer.done(new ControllerReply.Heard(7)));
        ProducerIdBlock ids = new ProducerIdBlock(1L << 40, 1_000);
        all.add(Answer.done(new ControllerReply.ProducerIdsReserved(ids)));
        all.add(Answer.done(new ControllerReply.Counted(List.of())));
        all.add(Answer.done(new ControllerReply.Counted(List.of(new PartitionId(TOPIC, 1)))));
        List<AdminReply> replies =
                List.of(
                        new AdminReply.TopicCreated(TOPIC, 3, 1),
                        new AdminReply.TopicDeleted(TOPIC, OptionalLong.empty()),
                        new AdminReply.TopicDeleted(TOPIC, OptionalLong.of(77)),
                        new AdminReply.TopicUndeleted(TOPIC, "t"),
                        new AdminReply.TopicPurged(TOPIC),
                        drained(),
                        judged(),
                        behind(OptionalLong.of(0)),
                        behind(OptionalLong.empty()),
                        new AdminReply.QuorumDescribed(report()),
                        diagnosed(),
                        new AdminReply.TopicConfigAltered(
                                List.of(new AdminReply.ConfigValue("a", "b", true))));
        LayoutSamples.replies()
                .forEach(reply -> all.add(Answer.done(new ControllerReply.Changed(reply))));
        replies.forEach(reply -> all.add(Answer.done(new ControllerReply.Changed(reply))));
        return all;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesAsItWasSent(SessionMessage message) {
        assertEquals(Optional.of(message), codec.decode(codec.encode(message)));
    }

    @Test
    void whatIsNoMessageIsNothing() {
        assertEquals(Optional.empty(), codec.decode(new byte[0]));
        assertEquals(Optional.empty(), codec.decode(new byte[] {1, 2, 3}));
        SessionEntry.Builder entry = SessionEntry.newBuilder();
        entry.getRegisterBuilder().setNodeId(1);
        assertEquals(Optional.empty(), codec.decode(entry.build().toByteArray()), "no incarnation");
        entry.getLogsOpenBuilder().addCopiesBuilder().setPartition(1);
        assertEquals(Optional.empty(), codec.decode(entry.build().toByteArray()), "no topic");
        entry.getBeatBuilder().setNodeId(1).setAppliedOffset(-2);
        assertEquals(Optional.empty(), codec.decode(entry.build().toByteArray()), "no sense");
        entry.getTopicDeletedBuilder();
        assertEquals(Optional.empty(), codec.decode(entry.build().toByteArray()), "no topic");
    }

    /** A refusal of a newer version is not taken for one that nothing was done for. */
    @Test
    void whatIsNotUnderstoodIsUnknown() {
        SessionEntry.Builder entry = SessionEntry.newBuilder().setRequestId(9);
        entry.getRefusedBuilder()
                .setReasonValue(9_999)
                .setMessage("from afar")
                .setCertaintyValue(9_999);
        assertEquals(RefusalReason.UNRECOGNIZED, entry.getRefused().getReason());
        Refusal read = Refusal.unknown(Why.UNAVAILABLE, "from afar");
        assertEquals(
                Optional.of(new SessionMessage.Told(9, Answer.refused(read), 0)),
                codec.decode(entry.build().toByteArray()));
    }

    /** Neither an exception nor a message that could not have been sent. */
    @Test
    void bytesThatWereTurnedOverAreReadOrNot() {
        Gen gen = Gen.of(7);
        for (SessionMessage message : messages().toList()) {
            byte[] bytes = codec.encode(message);
            for (int i = 0; i < 200; i++) {
                byte[] turned = Arrays.copyOf(bytes, gen.between(0, bytes.length));
                if (turned.length > 0)
                    turned[gen.between(0, turned.length - 1)] ^= (byte) gen.between(1, 255);
                Optional<SessionMessage> read = codec.decode(turned);
                assertEquals(read, read.flatMap(known -> codec.decode(codec.encode(known))));
            }
        }
    }
}
