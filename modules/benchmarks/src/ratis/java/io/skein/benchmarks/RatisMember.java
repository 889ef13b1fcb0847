package io.skein.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.TimeDuration;

/** A process with one member of a Ratis group and nothing else. Any thread may call it. */
public final class RatisMember implements Proposing {
    private static final UUID GROUP = new UUID(7, 9);

    private final RaftServer server;
    private final RaftGroupId group = RaftGroupId.valueOf(GROUP);
    private final Message payload;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();

    private RatisMember(Seating seating) throws IOException {
        List<RaftPeer> peers = new ArrayList<>();
        for (String address : seating.addresses()) {
            RaftPeerId id = RaftPeerId.valueOf("n" + (peers.size() + 1));
            peers.add(RaftPeer.newBuilder().setId(id).setAddress(address).build());
        }
        payload = Message.valueOf(ByteString.copyFrom(seating.payload()));
        server =
                RaftServer.newBuilder()
                        .setServerId(peers.get(seating.number() - 1).getId())
                        .setGroup(RaftGroup.valueOf(group, peers))
                        .setProperties(properties(seating))
                        .setParameters(new Parameters())
                        .setStateMachine(new Counting())
                        .build();
    }

    /**
     * What is set here was tried, and is what serves Ratis best; all else is its default. Of that,
     * what matters: gRPC; the entries that wait go together, up to 4 MiB; the log is synced
     * (FileChannel.force) once no entry waits to be written, or after 128, before any of them
     * counts; segments of 32 MiB are written 4 MiB ahead of the entries.
     */
    private static RaftProperties properties(Seating seating) {
        RaftProperties all = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(all, List.of(seating.folder().toFile()));
        GrpcConfigKeys.Server.setPort(all, seating.own().getPort());
        // So is the default, and it must be so: what is not synced does not count.
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(all, false);
        // By default requests to a follower are a millisecond apart.
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(all, TimeDuration.ZERO);
        // By default 8 requests may be under way to a follower.
        GrpcConfigKeys.Server.setLeaderOutstandingAppendsMax(all, 128);
        // By default 150 to 300 ms: a busy machine would lose its leader in the middle of a round.
        RaftServerConfigKeys.Rpc.setTimeoutMin(all, TimeDuration.valueOf(1, TimeUnit.SECONDS));
        RaftServerConfigKeys.Rpc.setTimeoutMax(all, TimeDuration.valueOf(2, TimeUnit.SECONDS));
        // By default a thread per request under way: 64 of them stand in each other's way.
        RaftServerConfigKeys.ThreadPool.setClientCached(all, false);
        RaftServerConfigKeys.ThreadPool.setClientSize(all, 16);
        // Nobody asks twice here, so nothing needs to be remembered for a minute.
        RaftServerConfigKeys.RetryCache.setExpiryTime(
                all, TimeDuration.valueOf(1, TimeUnit.SECONDS));
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(all, false);
        return all;
    }

    /** Counts what is committed. */
    private final class Counting extends BaseStateMachine {
        @Override
        public CompletableFuture<Message> applyTransaction(TransactionContext entry) {
            updateLastAppliedTermIndex(
                    entry.getLogEntry().getTerm(), entry.getLogEntry().getIndex());
            applied.incrementAndGet();
            return CompletableFuture.completedFuture(Message.EMPTY);
        }
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        RatisMember member = new RatisMember(Seating.of(words));
        member.server.start();
        Orders.obey(member);
        System.exit(0);
    }

    @Override
    public boolean leads() {
        try {
            return server.getDivision(group).getInfo().isLeaderReady();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public long applied() {
        return applied.get();
    }

    @Override
    public void propose() throws InterruptedException {
        RaftClientRequest request =
                RaftClientRequest.newBuilder()
                        .setClientId(client)
                        .setServerId(server.getId())
                        .setGroupId(group)
                        .setCallId(calls.incrementAndGet())
                        .setMessage(payload)
                        .setType(RaftClientRequest.writeRequestType())
                        .build();
        try {
            RaftClientReply reply = server.submitClientRequestAsync(request).get();
            if (!reply.isSuccess()) throw new BenchFailed("the reply is " + reply);
        } catch (IOException | ExecutionException failed) {
            throw new BenchFailed("not committed", failed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new BenchFailed("cannot be closed", failed);
        }
    }
}
