package io.skein.protocol;

import io.grpc.MethodDescriptor;
import io.skein.protocol.v1.AddPartitionsRequest;
import io.skein.protocol.v1.AddPartitionsResponse;
import io.skein.protocol.v1.AlterReassignmentsRequest;
import io.skein.protocol.v1.AlterReassignmentsResponse;
import io.skein.protocol.v1.AlterTopicConfigRequest;
import io.skein.protocol.v1.AlterTopicConfigResponse;
import io.skein.protocol.v1.CanStopRequest;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpRequest;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.ClusterServiceGrpc;
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
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.GetServerInfoResponse;
import io.skein.protocol.v1.InitProducerRequest;
import io.skein.protocol.v1.InitProducerResponse;
import io.skein.protocol.v1.ListDeletedTopicsRequest;
import io.skein.protocol.v1.ListDeletedTopicsResponse;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.ListReassignmentsRequest;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.LogServiceGrpc;
import io.skein.protocol.v1.MessageServiceGrpc;
import io.skein.protocol.v1.PlanReassignmentsRequest;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.PublishRequest;
import io.skein.protocol.v1.PublishResponse;
import io.skein.protocol.v1.PurgeTopicRequest;
import io.skein.protocol.v1.PurgeTopicResponse;
import io.skein.protocol.v1.ReadMessagesRequest;
import io.skein.protocol.v1.ReadMessagesResponse;
import io.skein.protocol.v1.TopicServiceGrpc;
import io.skein.protocol.v1.UndeleteTopicRequest;
import io.skein.protocol.v1.UndeleteTopicResponse;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import java.util.List;

/**
 * The methods of the public contract, as clients call them and nodes serve them. Those that carry
 * batches are marshalled as {@link Framed}; on the wire they are the plain generated methods.
 */
public final class SkeinMethods {
    public static final MethodDescriptor<GetServerInfoRequest, GetServerInfoResponse>
            GET_SERVER_INFO = ClusterServiceGrpc.getGetServerInfoMethod();

    public static final MethodDescriptor<DescribeClusterRequest, DescribeClusterResponse>
            DESCRIBE_CLUSTER = ClusterServiceGrpc.getDescribeClusterMethod();

    public static final MethodDescriptor<DescribeQuorumRequest, DescribeQuorumResponse>
            DESCRIBE_QUORUM = ClusterServiceGrpc.getDescribeQuorumMethod();

    public static final MethodDescriptor<DiagnoseRequest, DiagnoseResponse> DIAGNOSE =
            ClusterServiceGrpc.getDiagnoseMethod();

    public static final MethodDescriptor<DrainRequest, DrainResponse> DRAIN =
            ClusterServiceGrpc.getDrainMethod();

    public static final MethodDescriptor<CanStopRequest, CanStopResponse> CAN_STOP =
            ClusterServiceGrpc.getCanStopMethod();

    public static final MethodDescriptor<CaughtUpRequest, CaughtUpResponse> CAUGHT_UP =
            ClusterServiceGrpc.getCaughtUpMethod();

    public static final MethodDescriptor<WatchRoutesRequest, WatchRoutesResponse> WATCH_ROUTES =
            ClusterServiceGrpc.getWatchRoutesMethod();

    public static final MethodDescriptor<CreateTopicRequest, CreateTopicResponse> CREATE_TOPIC =
            TopicServiceGrpc.getCreateTopicMethod();

    public static final MethodDescriptor<DeleteTopicRequest, DeleteTopicResponse> DELETE_TOPIC =
            TopicServiceGrpc.getDeleteTopicMethod();

    public static final MethodDescriptor<ListDeletedTopicsRequest, ListDeletedTopicsResponse>
            LIST_DELETED_TOPICS = TopicServiceGrpc.getListDeletedTopicsMethod();

    public static final MethodDescriptor<UndeleteTopicRequest, UndeleteTopicResponse>
            UNDELETE_TOPIC = TopicServiceGrpc.getUndeleteTopicMethod();

    public static final MethodDescriptor<PurgeTopicRequest, PurgeTopicResponse> PURGE_TOPIC =
            TopicServiceGrpc.getPurgeTopicMethod();

    public static final MethodDescriptor<ListTopicsRequest, ListTopicsResponse> LIST_TOPICS =
            TopicServiceGrpc.getListTopicsMethod();

    public static final MethodDescriptor<DescribeTopicRequest, DescribeTopicResponse>
            DESCRIBE_TOPIC = TopicServiceGrpc.getDescribeTopicMethod();

    public static final MethodDescriptor<AlterTopicConfigRequest, AlterTopicConfigResponse>
            ALTER_TOPIC_CONFIG = TopicServiceGrpc.getAlterTopicConfigMethod();

    public static final MethodDescriptor<ListOffsetsRequest, ListOffsetsResponse> LIST_OFFSETS =
            TopicServiceGrpc.getListOffsetsMethod();

    public static final MethodDescriptor<DeleteRecordsRequest, DeleteRecordsResponse>
            DELETE_RECORDS = TopicServiceGrpc.getDeleteRecordsMethod();

    public static final MethodDescriptor<AddPartitionsRequest, AddPartitionsResponse>
            ADD_PARTITIONS = TopicServiceGrpc.getAddPartitionsMethod();

    public static final MethodDescriptor<ElectLeadersRequest, ElectLeadersResponse> ELECT_LEADERS =
            TopicServiceGrpc.getElectLeadersMethod();

    public static final MethodDescriptor<AlterReassignmentsRequest, AlterReassignmentsResponse>
            ALTER_REASSIGNMENTS = TopicServiceGrpc.getAlterReassignmentsMethod();

    public static final MethodDescriptor<ListReassignmentsRequest, ListReassignmentsResponse>
            LIST_REASSIGNMENTS = TopicServiceGrpc.getListReassignmentsMethod();

    public static final MethodDescriptor<PlanReassignmentsRequest, PlanReassignmentsResponse>
            PLAN_REASSIGNMENTS = TopicServiceGrpc.getPlanReassignmentsMethod();

    public static final MethodDescriptor<PublishRequest, PublishResponse> PUBLISH =
            MessageServiceGrpc.getPublishMethod();

    public static final MethodDescriptor<ReadMessagesRequest, ReadMessagesResponse> READ_MESSAGES =
            MessageServiceGrpc.getReadMessagesMethod();

    /** As in the proto. */
    public static final MethodDescriptor<InitProducerRequest, InitProducerResponse> INIT_PRODUCER =
            LogServiceGrpc.getInitProducerMethod();

    /** Its requests carry one batch in field 15. */
    public static final MethodDescriptor<Framed<ProduceRequest>, ProduceResponse> PRODUCE =
            LogServiceGrpc.getProduceMethod().toBuilder(
                            new FramedMarshaller<>(
                                    ProduceRequest.getDefaultInstance(),
                                    WireBounds.MESSAGE_BYTES_CEILING),
                            LogServiceGrpc.getProduceMethod().getResponseMarshaller())
                    .build();

    /** Its replies carry batches in field 15. */
    public static final MethodDescriptor<FetchRequest, Framed<FetchResponse>> FETCH =
            LogServiceGrpc.getFetchMethod().toBuilder(
                            LogServiceGrpc.getFetchMethod().getRequestMarshaller(),
                            new FramedMarshaller<>(
                                    FetchResponse.getDefaultInstance(),
                                    WireBounds.MESSAGE_BYTES_CEILING))
                    .build();

    /** All of them. */
    public static final List<MethodDescriptor<?, ?>> ALL =
            List.of(
                    GET_SERVER_INFO,
                    DESCRIBE_CLUSTER,
                    DESCRIBE_QUORUM,
                    DIAGNOSE,
                    DRAIN,
                    CAN_STOP,
                    CAUGHT_UP,
                    WATCH_ROUTES,
                    CREATE_TOPIC,
                    DELETE_TOPIC,
                    LIST_DELETED_TOPICS,
                    UNDELETE_TOPIC,
                    PURGE_TOPIC,
                    LIST_TOPICS,
                    DESCRIBE_TOPIC,
                    ALTER_TOPIC_CONFIG,
                    LIST_OFFSETS,
                    DELETE_RECORDS,
                    ADD_PARTITIONS,
                    ELECT_LEADERS,
                    ALTER_REASSIGNMENTS,
                    LIST_REASSIGNMENTS,
                    PLAN_REASSIGNMENTS,
                    INIT_PRODUCER,
                    PRODUCE,
                    FETCH,
                    PUBLISH,
                    READ_MESSAGES);

    private SkeinMethods() {}
}
