package io.skein.client.admin;

import io.grpc.MethodDescriptor;
import io.skein.client.ConnectionSettings;
import io.skein.client.TopicPartition;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.route.Query;
import io.skein.client.route.Query.Question;
import io.skein.client.route.Session;
import io.skein.client.wire.ClientWorld;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.AddPartitionsRequest;
import io.skein.protocol.v1.AddPartitionsResponse;
import io.skein.protocol.v1.AlterReassignmentsRequest;
import io.skein.protocol.v1.AlterReassignmentsResponse;
import io.skein.protocol.v1.AlterTopicConfigRequest;
import io.skein.protocol.v1.AlterTopicConfigResponse;
import io.skein.protocol.v1.CanStopRequest;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CancelReassignment;
import io.skein.protocol.v1.CaughtUpRequest;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.CreateTopicResponse;
import io.skein.protocol.v1.DeleteRecordsRequest;
import io.skein.protocol.v1.DeleteRecordsResponse;
import io.skein.protocol.v1.DeleteTopicRequest;
import io.skein.protocol.v1.DeleteTopicResponse;
import io.skein.protocol.v1.DescribeClusterRequest;
import io.skein.protocol.v1.DescribeClusterResponse;
import io.skein.protocol.v1.DescribeQuorumRequest;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.DescribeTopicRequest;
import io.skein.protocol.v1.DescribeTopicResponse;
import io.skein.protocol.v1.DiagnoseRequest;
import io.skein.protocol.v1.DiagnoseResponse;
import io.skein.protocol.v1.DrainRequest;
import io.skein.protocol.v1.DrainResponse;
import io.skein.protocol.v1.ElectLeadersRequest;
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.ElectionKind;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.GetServerInfoResponse;
import io.skein.protocol.v1.ListDeletedTopicsRequest;
import io.skein.protocol.v1.ListDeletedTopicsResponse;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.ListReassignmentsRequest;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.protocol.v1.PurgeTopicResponse;
import io.skein.protocol.v1.ReassignmentOrder;
import io.skein.protocol.v1.ReplicaTarget;
import io.skein.protocol.v1.UndeleteTopicResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The admin without the waiting: every call may be made from any thread, and returns a future that
 * the lane completes, with a {@link io.skein.client.SkeinException} if it fails.
 */
public final class AdminCore {
    private final ClientWorld world;
    private final ConnectionSettings settings;
    private final Session session;
    private final AtomicLong asked = new AtomicLong();
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentSkipListMap<>();
    private volatile Optional<UnknownOutcomeException> abandoned = Optional.empty();

    public AdminCore(ClientWorld world, ConnectionSettings settings) {
        this.world = world;
        this.settings = settings;
        this.session = new Session(world, settings);
    }

    /** Begins to connect. Once, on the lane. */
    public void start() {
        session.start();
    }

    /** A bug of ours came to light and the lane has stopped: nobody else will answer. */
    public void breakDown(Throwable bug) {
        abandon("the admin broke: " + bug);
        session.close();
    }

    /** Ends everything; futures that are not complete yet fail. On the lane. */
    public void close() {
        session.close();
        abandon("the admin was closed before the answer came");
    }

    private void abandon(String why) {
        UnknownOutcomeException unknown = new UnknownOutcomeException(why);
        abandoned = Optional.of(unknown);
        open.values().forEach(answer -> answer.completeExceptionally(unknown));
    }

    public CompletableFuture<CreateTopicResponse> createTopic(NewTopic topic, boolean onlyCheck) {
        CreateTopicRequest request =
                CreateTopicRequest.newBuilder()
                        .setName(topic.name())
                        .setPartitions(topic.partitions().orElse(0))
                        .setReplicationFactor(topic.replicationFactor().orElse(0))
                        .putAllConfigs(topic.configs())
                        .setValidateOnly(onlyCheck)
                        .build();
        return change(SkeinMethods.CREATE_TOPIC, request);
    }

    public CompletableFuture<DeleteTopicResponse> deleteTopic(String name) {
        DeleteTopicRequest request = DeleteTopicRequest.newBuilder().setName(name).build();
        return change(SkeinMethods.DELETE_TOPIC, request);
    }

    /** Those that were deleted and can be brought back. */
    public CompletableFuture<ListDeletedTopicsResponse> listDeletedTopics() {
        return read(
                SkeinMethods.LIST_DELETED_TOPICS, ListDeletedTopicsRequest.getDefaultInstance());
    }

    /** Brings it back; with a new name unless that is empty. */
    public CompletableFuture<UndeleteTopicResponse> undeleteTopic(
            DeletedName which, String newName) {
        return change(SkeinMethods.UNDELETE_TOPIC, which.undelete(newName));
    }

    /** Lets go of it for good, before its time. */
    public CompletableFuture<PurgeTopicResponse> purgeTopic(DeletedName which) {
        return change(SkeinMethods.PURGE_TOPIC, which.purge());
    }

    /** A page of at most {@code limit} topics after this name. */
    public CompletableFuture<ListTopicsResponse> listTopics(String after, int limit) {
        ListTopicsRequest request =
                ListTopicsRequest.newBuilder().setAfter(after).setLimit(limit).build();
        return read(SkeinMethods.LIST_TOPICS, request);
    }

    public CompletableFuture<DescribeTopicResponse> describeTopic(String name) {
        DescribeTopicRequest request = DescribeTopicRequest.newBuilder().setName(name).build();
        return read(SkeinMethods.DESCRIBE_TOPIC, request);
    }

    public CompletableFuture<AlterTopicConfigResponse> alterTopicConfig(
            String topic, ConfigChange change, boolean onlyCheck) {
        AlterTopicConfigRequest request =
                AlterTopicConfigRequest.newBuilder()
                        .setName(topic)
                        .putAllSet(change.set())
                        .addAllReset(change.reset())
                        .setValidateOnly(onlyCheck)
                        .build();
        return change(SkeinMethods.ALTER_TOPIC_CONFIG, request);
    }

    /** Of all partitions if none are named. */
    public CompletableFuture<ListOffsetsResponse> listOffsets(
            String topic, Collection<Integer> partitions, OffsetSpec which) {
        ListOffsetsRequest.Builder request =
                ListOffsetsRequest.newBuilder().setTopic(topic).addAllPartitions(partitions);
        which.askIn(request);
        return read(SkeinMethods.LIST_OFFSETS, request.build());
    }

    /** In partitions of one topic; each answers for itself. */
    public CompletableFuture<DeleteRecordsResponse> deleteRecords(
            String topic, Map<Integer, DeleteBefore> partitions) {
        DeleteRecordsRequest.Builder request = DeleteRecordsRequest.newBuilder().setTopic(topic);
        partitions.forEach((partition, before) ->
                before.sayIn(request.addPartitionsBuilder().setPartition(partition)));
        return change(SkeinMethods.DELETE_RECORDS, request.build());
    }

    /** So that the topic has {@code total} in the end. */
    public CompletableFuture<AddPartitionsResponse> addPartitions(
            String topic, int total, boolean onlyCheck) {
        AddPartitionsRequest request =
                AddPartitionsRequest.newBuilder()
                        .setName(topic)
                        .setTotal(total)
                        .setValidateOnly(onlyCheck)
                        .build();
        return change(SkeinMethods.ADD_PARTITIONS, request);
    }

    /** In these partitions, by topic; of all if none are named, and in all topics if none is. */
    public CompletableFuture<ElectLeadersResponse> electLeaders(
            ElectionKind kind, Map<String, ? extends Collection<Integer>> topics) {
        ElectLeadersRequest.Builder request = ElectLeadersRequest.newBuilder().setKind(kind);
        topics.forEach((topic, partitions) ->
                request.addTopicsBuilder().setTopic(topic).addAllPartitions(partitions));
        return change(SkeinMethods.ELECT_LEADERS, request.build());
    }

    /** To these nodes, or back where that is empty; at most 1,000 at once, all or none. */
    public CompletableFuture<AlterReassignmentsResponse> alterReassignments(
            Map<TopicPartition, Optional<List<Integer>>> orders, boolean onlyCheck) {
        AlterReassignmentsRequest.Builder request =
                AlterReassignmentsRequest.newBuilder().setValidateOnly(onlyCheck);
        orders.forEach((partition, target) -> {
            ReassignmentOrder.Builder order =
                    request.addOrdersBuilder()
                            .setTopic(partition.topic())
                            .setPartition(partition.partition());
            target.ifPresentOrElse(
                    nodes -> order.setTarget(ReplicaTarget.newBuilder().addAllNodeIds(nodes)),
                    () -> order.setCancel(CancelReassignment.getDefaultInstance()));
        });
        return change(SkeinMethods.ALTER_REASSIGNMENTS, request.build());
    }

    /** Those of these topics that are going on, or of all if none is named. */
    public CompletableFuture<ListReassignmentsResponse> listReassignments(
            Collection<String> topics, int limit) {
        ListReassignmentsRequest.Builder request =
                ListReassignmentsRequest.newBuilder().setLimit(limit);
        topics.forEach(topic -> request.addTopicsBuilder().setTopic(topic));
        return read(SkeinMethods.LIST_REASSIGNMENTS, request.build());
    }

    /** Where partitions should go. */
    public CompletableFuture<PlanReassignmentsResponse> planReassignments(Spreading over) {
        return read(SkeinMethods.PLAN_REASSIGNMENTS, over.request());
    }

    public CompletableFuture<DescribeClusterResponse> describeCluster() {
        return read(SkeinMethods.DESCRIBE_CLUSTER, DescribeClusterRequest.getDefaultInstance());
    }

    /** Confirmed by a majority; asked until there is one, or the request timeout is over. */
    public CompletableFuture<DescribeQuorumResponse> describeQuorum() {
        return read(SkeinMethods.DESCRIBE_QUORUM, DescribeQuorumRequest.getDefaultInstance());
    }

    /**
     * What is wrong with the cluster, and what to do about it.
     *
     * @param namedMax most partitions that a finding names; 0 takes what is usual
     */
    public CompletableFuture<DiagnoseResponse> diagnose(int namedMax) {
        return read(
                SkeinMethods.DIAGNOSE,
                DiagnoseRequest.newBuilder().setPartitionsNamedMax(namedMax).build());
    }

    /**
     * Makes a node ready to stop, or takes that back: see {@link Admin#drain}. To ask again does no
     * harm, so that is done until there is an answer.
     */
    public CompletableFuture<DrainResponse> drain(int node, boolean cancel) {
        return read(
                SkeinMethods.DRAIN,
                DrainRequest.newBuilder().setNodeId(node).setCancel(cancel).build());
    }

    public CompletableFuture<CanStopResponse> canStop(int node) {
        return read(SkeinMethods.CAN_STOP, CanStopRequest.newBuilder().setNodeId(node).build());
    }

    public CompletableFuture<CaughtUpResponse> caughtUp(int node) {
        return read(SkeinMethods.CAUGHT_UP, CaughtUpRequest.newBuilder().setNodeId(node).build());
    }

    public CompletableFuture<GetServerInfoResponse> serverInfo() {
        return read(SkeinMethods.GET_SERVER_INFO, GetServerInfoRequest.getDefaultInstance());
    }

    private <Q, R> CompletableFuture<R> read(MethodDescriptor<Q, R> method, Q request) {
        return ask(new Question<>(method, request, true));
    }

    private <Q, R> CompletableFuture<R> change(MethodDescriptor<Q, R> method, Q request) {
        return ask(new Question<>(method, request, false));
    }

    private <Q, R> CompletableFuture<R> ask(Question<Q, R> question) {
        CompletableFuture<R> answer = Query.ask(world, session, settings, question);
        long number = asked.incrementAndGet();
        open.put(number, answer);
        // Another thread may have ended it all just before this one was there to be ended.
        abandoned.ifPresent(answer::completeExceptionally);
        CompletableFuture<R> unused = answer.whenComplete((done, failed) -> open.remove(number));
        return answer;
    }
}
