package io.skein.scenarios.cores;

import io.skein.raft.core.RaftSettings;
import java.util.TreeMap;

/**
 * The settings of the members of a story: nothing in them is drawn, unless it says so, for a reader
 * wants to know why something happens.
 */
final class StorySettings {
    private final TreeMap<String, String> given = new TreeMap<>();
    private final StoryLine line;

    /** Takes as many name=value as come next. */
    StorySettings(StoryLine line) {
        this.line = line;
        while (!line.isEmpty()) {
            String[] words = line.word().split("=", -1);
            if (words.length != 2) throw line.mistake("name=value is missing");
            given.put(words[0], words[1]);
        }
    }

    RaftSettings settings() {
        RaftSettings.Times times =
                new RaftSettings.Times(
                        nanos("fetch", "1500ms"),
                        nanos("election", "500ms"),
                        nanos("electionMax", "500ms"),
                        nanos("lostLeader", "0ms"),
                        nanos("beat", "500ms"),
                        nanos("disk", "2s"));
        RaftSettings settings =
                new RaftSettings(
                        times,
                        number("proposals", 100),
                        number("proposalBytes", 1_000),
                        number("outstandingBytes", 100_000),
                        number("readBytes", 1_000),
                        number("logEntries", 1_000_000),
                        1,
                        100,
                        number("observers", 10),
                        number("replaces", 1) == 1);
        if (!given.isEmpty()) throw line.mistake("no settings: " + given);
        return settings;
    }

    private long nanos(String name, String otherwise) {
        String word = given.containsKey(name) ? given.remove(name) : otherwise;
        return line.nanos(word);
    }

    private int number(String name, int otherwise) {
        return given.containsKey(name) ? Integer.parseInt(given.remove(name)) : otherwise;
    }
}
