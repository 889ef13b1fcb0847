package io.skein.server.controller.plan;

import io.skein.server.door.Diagnosis.Finding;
import io.skein.server.door.Diagnosis.Kind;
import io.skein.server.door.Diagnosis.Place;
import io.skein.server.door.Diagnosis.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has been found, together by cause, in the order in which it was. Used by one plan. */
final class Findings {
    /** Most causes of a kind; a cluster of a hundred nodes may fail in very many ways. */
    static final int CAUSES_MAX = 50;

    private final int namedMax;
    private final Map<Kind, LinkedHashMap<Cause, Group>> found = new EnumMap<>(Kind.class);
    private int more;

    /** All partitions for one cause. */
    private static final class Group {
        private final List<Place> named = new ArrayList<>();
        private long partitions;
    }

    Findings(int namedMax) {
        this.namedMax = namedMax;
    }

    /** It is about no partition. */
    void add(Cause cause) {
        if (group(cause).isEmpty()) more++;
    }

    /** It is also about that one. Those of causes that have no room count as one each. */
    void add(Cause cause, Place place) {
        List<Group> groups = group(cause);
        if (groups.isEmpty()) more++;
        for (Group group : groups) {
            group.partitions++;
            // One at least, because remedies have an example.
            if (group.named.size() < Math.max(1, namedMax)) group.named.add(place);
        }
    }

    /** None if there is no room. */
    private List<Group> group(Cause cause) {
        var ofKind = found.computeIfAbsent(cause.kind(), _ -> new LinkedHashMap<>());
        if (!ofKind.containsKey(cause) && ofKind.size() == CAUSES_MAX) return List.of();
        return List.of(ofKind.computeIfAbsent(cause, _ -> new Group()));
    }

    int more() {
        return more;
    }

    /** Worst first. */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        for (var ofKind : found.values()) {
            ofKind.forEach((cause, group) -> all.add(finding(cause, group)));
        }
        return all;
    }

    private static Finding finding(Cause cause, Group group) {
        Words words = new Words(cause.problem(group.partitions), cause.remedy(group.named));
        return new Finding(cause.kind(), cause.nodes(), group.partitions, group.named, words);
    }
}
