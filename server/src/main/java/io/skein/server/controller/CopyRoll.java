package io.skein.server.controller;

import io.skein.foundation.PartitionId;
import io.skein.server.controller.plan.CopyReports;
import io.skein.server.door.LayoutReply.CopyProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How far copies have come, as leaders have told one leadership of the controller: what each of
 * them has told last, and nothing else. Owned by the quorum lane.
 */
final class CopyRoll implements CopyReports {
    /** Most copies that are kept in mind of one leader. */
    static final int COPIES_MAX = 1_000;

    private final TreeMap<Integer, TreeMap<PartitionId, List<CopyProgress>>> told = new TreeMap<>();

    /** A leader tells of all copies that are made from it. */
    void told(ControllerAsk.CopiesTold news) {
        TreeMap<PartitionId, List<CopyProgress>> all = new TreeMap<>();
        news.copies().stream()
                .limit(COPIES_MAX)
                .forEach(each ->
                        all.computeIfAbsent(each.partition(), _ -> new ArrayList<>())
                                .add(each.progress()));
        if (all.isEmpty()) told.remove(news.node());
        else told.put(news.node(), all);
    }

    @Override
    public List<CopyProgress> of(PartitionId partition, int leader) {
        return told.getOrDefault(leader, new TreeMap<>()).getOrDefault(partition, List.of());
    }
}
