package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.LayoutReply.CopyProgress;
import java.util.List;

/** What leaders have told of copies that are being made; not part of the metadata. */
@FunctionalInterface
public interface CopyReports {
    /** How far each copy of that partition has come, as far as that leader has told. */
    List<CopyProgress> of(PartitionId partition, int leader);
}
