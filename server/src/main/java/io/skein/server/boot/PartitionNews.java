package io.skein.server.boot;

import io.skein.server.broker.Broker;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.storage.LogName;
import java.util.List;
import java.util.function.Consumer;

/** What partitions tell; called on their lanes. */
record PartitionNews(NodeNews news, Consumer<List<CopyId>> opened, Consumer<InSyncClaim> claimed)
        implements Broker.Reports {
    @Override
    public void onClaim(InSyncClaim claim) {
        claimed.accept(claim);
    }

    @Override
    public void onOpen(List<CopyId> copies) {
        opened.accept(copies);
    }

    @Override
    public void onRecovering(LogName name, long bytesDone, long bytesTotal) {
        news.onRecovering(name.folder(), bytesDone, bytesTotal);
    }

    @Override
    public void onTrouble(LogName name, Refusal why) {
        news.onTrouble(why.message());
    }
}
