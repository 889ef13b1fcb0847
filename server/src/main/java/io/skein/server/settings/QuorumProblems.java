package io.skein.server.settings;

import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.Settings;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What can be wrong with the settings about who votes and how nodes find each other. */
final class QuorumProblems {
    private QuorumProblems() {}

    /** One line for each; none if all is well. */
    static List<String> of(Settings settings) {
        List<String> problems = new ArrayList<>();
        List<Seat.Configured> voters = settings.get(NodeTable.VOTERS);
        List<Integer> nodes = voters.stream().map(Seat.Configured::nodeId).toList();
        if (nodes.size() != nodes.stream().distinct().count()) {
            problems.add("controller.quorum.voters: names a node twice");
        }
        problems.addAll(sharedAddresses(voters));
        if (nodes.size() > VoterSet.VOTERS_MAX) {
            problems.add(
                    "controller.quorum.voters: names %d nodes; at most %d vote"
                            .formatted(nodes.size(), VoterSet.VOTERS_MAX));
        }
        Optional<HostPort> told = settings.get(NodeTable.ADVERTISED_NODE);
        if (told.filter(address -> address.port() == 0).isPresent()) {
            problems.add("advertised.node.listeners: nodes cannot connect to port 0");
        }
        boolean isAlone = voters.isEmpty();
        boolean isNamed = nodes.contains(NodeNumber.of(settings));
        String host = settings.get(NodeTable.NODE_LISTENER).host();
        boolean isAnywhere = host.equals("0.0.0.0") || host.equals("[::]");
        if (told.isEmpty() && isAnywhere && !isAlone && !isNamed) {
            problems.add(
                    "advertised.node.listeners: must be given, since nodes cannot connect to %s"
                            .formatted(host));
        }
        return problems;
    }

    /** Two nodes at one address would be one that is called by two numbers, and never elected. */
    private static List<String> sharedAddresses(List<Seat.Configured> voters) {
        List<String> problems = new ArrayList<>();
        TreeMap<String, Integer> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Seat.Configured each : voters) {
            int other = first.getOrDefault(each.address(), each.nodeId());
            first.putIfAbsent(each.address(), each.nodeId());
            if (other == each.nodeId()) continue;
            problems.add(
                    "controller.quorum.voters: nodes %d and %d cannot both be at %s"
                            .formatted(other, each.nodeId(), each.address()));
        }
        return problems;
    }
}
