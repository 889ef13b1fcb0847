package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.skein.protocol.v1.BehindReason;
import io.skein.protocol.v1.CanStopRequest;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpRequest;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.ClusterServiceGrpc;
import io.skein.protocol.v1.ClusterServiceGrpc.ClusterServiceBlockingStub;
import io.skein.protocol.v1.DiagnoseRequest;
import io.skein.protocol.v1.DiagnoseResponse;
import io.skein.protocol.v1.DrainRequest;
import io.skein.protocol.v1.DrainResponse;
import io.skein.protocol.v1.Finding;
import io.skein.protocol.v1.FindingKind;
import io.skein.protocol.v1.KeptReason;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls about restarts, and about what is wrong, over a real socket. */
class GrpcRestartTest {
    private Optional<FrontTrial> opened = Optional.empty();

    @BeforeEach
    void open() throws ListenFailed {
        opened = Optional.of(FrontTrial.open());
    }

    @AfterEach
    void close() {
        opened.ifPresent(FrontTrial::close);
    }

    private ClusterServiceBlockingStub cluster() {
        return ClusterServiceGrpc.newBlockingStub(opened.orElseThrow().channel());
    }

    @Test
    void aNodeIsMadeReadyToStop() {
        DrainResponse told = cluster().drain(DrainRequest.newBuilder().setNodeId(1).build());
        assertTrue(told.getStopping());
        assertEquals(3, told.getRemaining());
        assertEquals(0, told.getWaiting());
        assertEquals(1, told.getStuck());
        assertEquals("lines", told.getKept(0).getTopic());
        assertEquals(7, told.getKept(0).getPartition());
        assertEquals(KeptReason.KEPT_REASON_ONLY_COPY, told.getKept(0).getReason());
        DrainRequest cancel = DrainRequest.newBuilder().setNodeId(1).setCancel(true).build();
        assertFalse(cluster().drain(cancel).getStopping());
    }

    @Test
    void whetherANodeMayStopIsToldWithTheReason() {
        CanStopResponse told = cluster().canStop(CanStopRequest.newBuilder().setNodeId(1).build());
        assertFalse(told.getCanStop());
        assertEquals(1, told.getAtRisk());
        assertEquals(1, told.getUnavoidable());
        assertEquals(0, told.getRetryAfterMillis());
        assertEquals(7, told.getPartitions(0).getPartition());
        assertTrue(told.getPartitions(0).getLeaderless());
        assertEquals(1, told.getQuorum().getNeeded());
    }

    @Test
    void whetherANodeHasCaughtUpIsToldWithTheReason() {
        CaughtUpResponse told =
                cluster().caughtUp(CaughtUpRequest.newBuilder().setNodeId(1).build());
        assertFalse(told.getCaughtUp());
        assertTrue(told.getFenced());
        assertEquals(3, told.getReplicas());
        assertEquals(1, told.getBehind());
        assertEquals(BehindReason.BEHIND_REASON_NOT_OPEN, told.getPartitions(0).getReason());
        assertEquals(5, told.getMetadataLag());
    }

    /** As many partitions as may be named are told as found here. */
    @Test
    void whatIsWrongIsToldWithWhatToDo() {
        for (int[] named : new int[][] {{0, 10}, {7, 7}, {1_000, 100}}) {
            DiagnoseRequest request =
                    DiagnoseRequest.newBuilder().setPartitionsNamedMax(named[0]).build();
            DiagnoseResponse told = cluster().diagnose(request);
            assertEquals(8, told.getPartitions());
            assertEquals(2, told.getMore());
            Finding first = told.getFindings(0);
            assertEquals(FindingKind.FINDING_KIND_NO_LEADER, first.getKind());
            assertEquals(named[1], first.getPartitions());
            assertEquals(7, first.getNamed(0).getPartition());
            assertEquals("start node 1", first.getRemedy());
        }
        DiagnoseRequest less = DiagnoseRequest.newBuilder().setPartitionsNamedMax(-1).build();
        var refused = assertThrows(StatusRuntimeException.class, () -> cluster().diagnose(less));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    }

    @Test
    void whoIsNotThereIsRefused() {
        DrainRequest nobody = DrainRequest.newBuilder().setNodeId(9).build();
        var refused = assertThrows(StatusRuntimeException.class, () -> cluster().drain(nobody));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    }
}
