package io.skein.scenarios.history;

import io.skein.foundation.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the topics of one run. Requests whose outcome is unknown may still take effect
 * at any later time: a name with such a request is believed only as far as all its requests agree.
 * Owned by the world.
 */
public final class TopicBook {
    private final TreeMap<String, Name> names = new TreeMap<>();
    private final TreeMap<Uuid, Topic> topics = new TreeMap<>();
    private final SortedSet<Uuid> deleted = new TreeSet<>();

    /** A topic that was acknowledged, and has not been seen to be deleted. */
    public record Topic(String name, Uuid id, int partitions) {}

    /** What may have happened to one name. */
    private static final class Name {
        Optional<Topic> topic = Optional.empty();
        boolean creationUnknown;
        boolean deletionUnknown;
        boolean everDeleted;
        final SortedSet<Integer> partitionsAsked = new TreeSet<>();
        final SortedSet<Integer> totalsAsked = new TreeSet<>();
        final TreeMap<String, String> configs = new TreeMap<>();
        final SortedSet<String> configsUnknown = new TreeSet<>();
    }

    private Name name(String name) {
        return names.computeIfAbsent(name, _ -> new Name());
    }

    /** A creation is about to be asked for. */
    public void creating(String name, int partitions) {
        name(name).partitionsAsked.add(partitions);
    }

    public void created(String name, Uuid id, int partitions) {
        Name known = name(name);
        if (deleted.contains(id) || topics.containsKey(id)) {
            throw new Violation("topic-id-again", "%s was given %s anew".formatted(name, id));
        }
        if (known.topic.isPresent() && !known.deletionUnknown) {
            throw new Violation("topic-twice", name + " exists and was created again");
        }
        Topic topic = new Topic(name, id, partitions);
        topics.put(id, topic);
        known.topic = Optional.of(topic);
        known.configs.clear();
    }

    /** The request may or may not be carried out, now or later. */
    public void creationUnknown(String name) {
        name(name).creationUnknown = true;
    }

    /** More partitions are about to be asked for; they may come at any later time. */
    public void growing(String name, int total) {
        Name known = name(name);
        known.partitionsAsked.add(total);
        known.totalsAsked.add(total);
    }

    /** The topic of that name, which is never deleted, has at least so many partitions. */
    public void grown(String name, int total) {
        Name known = name(name);
        known.topic
                .filter(topic -> topic.partitions() < total)
                .ifPresent(topic -> {
                    Topic more = new Topic(name, topic.id(), total);
                    known.topic = Optional.of(more);
                    topics.put(more.id(), more);
                });
    }

    /** The node said that there is one already. */
    public void existsAlready(String name) {
        Name known = name(name);
        if (known.topic.isEmpty() && !known.creationUnknown) {
            throw new Violation("topic-phantom", name + " exists, and nobody created it");
        }
    }

    public void deleted(String name, Uuid id) {
        Name known = name(name);
        known.everDeleted = true;
        deleted.add(id);
        boolean ours = known.topic.filter(topic -> topic.id().equals(id)).isPresent();
        if (!ours && !known.creationUnknown) {
            throw new Violation("topic-phantom", "%s was deleted as %s".formatted(name, id));
        }
        if (ours) known.topic = Optional.empty();
        topics.remove(id);
    }

    /** The request may or may not be carried out, now or later. */
    public void deletionUnknown(String name) {
        name(name).deletionUnknown = true;
    }

    /** The node said that there is no such topic. */
    public void isMissing(String name) {
        Name known = name(name);
        if (known.topic.isPresent() && !known.deletionUnknown) {
            throw new Violation("topic-lost", known.topic.get() + " is gone");
        }
        known.topic.ifPresent(topic -> topics.remove(topic.id()));
        known.topic = Optional.empty();
    }

    public void configured(String name, String key, String value) {
        name(name).configs.put(key, value);
    }

    public void configUnknown(String name, String key) {
        name(name).configsUnknown.add(key);
    }

    /** Whether a creation of unknown outcome may have made this topic, of which nobody knew. */
    public boolean mayBe(String name, Uuid id) {
        Name known = name(name);
        return known.topic.isEmpty() && known.creationUnknown && !deleted.contains(id);
    }

    /** The node described a topic with so many partitions and these settings. */
    public void described(String name, Uuid id, int partitions, SortedMap<String, String> configs) {
        Name known = name(name);
        if (deleted.contains(id)) {
            throw new Violation("topic-resurrected", "%s as %s".formatted(name, id));
        }
        if (!known.partitionsAsked.contains(partitions)) {
            throw new Violation(
                    "topic-half",
                    "%s has %d partitions, asked for were %s"
                            .formatted(name, partitions, known.partitionsAsked));
        }
        if (known.totalsAsked.contains(partitions)) grown(name, partitions);
        Optional<Topic> ours = known.topic.filter(topic -> topic.id().equals(id));
        if (ours.isEmpty()) {
            if (!known.creationUnknown) {
                throw new Violation("topic-phantom", "%s as %s".formatted(name, id));
            }
            adopt(known, new Topic(name, id, partitions));
        } else if (ours.get().partitions() != partitions) {
            throw new Violation("topic-half", "%s has %d partitions".formatted(ours, partitions));
        } else {
            checkConfigs(known, ours.get(), configs);
        }
    }

    /** What a request of unknown outcome made. */
    private void adopt(Name known, Topic found) {
        known.topic.ifPresent(topic -> topics.remove(topic.id()));
        topics.put(found.id(), found);
        known.topic = Optional.of(found);
        known.configs.clear();
    }

    private static void checkConfigs(Name known, Topic topic, SortedMap<String, String> configs) {
        known.configs.forEach((key, value) -> {
            if (known.configsUnknown.contains(key)) return;
            String told = configs.getOrDefault(key, "nothing");
            if (!told.equals(value)) {
                throw new Violation(
                        "config-lost",
                        "%s: %s was set to %s and is %s".formatted(topic.name(), key, value, told));
            }
        });
    }

    /** All names of topics were listed in the end, and only these. */
    public void listed(SortedSet<String> all) {
        for (String name : names.keySet()) {
            if (!all.contains(name)) isMissing(name);
        }
    }

    /** Topics that were acknowledged and not seen deleted, in the order of their ids. */
    public List<Topic> topics() {
        return new ArrayList<>(topics.values());
    }

    /** The topic of this name that was acknowledged, if it is not known to be deleted. */
    public Optional<Topic> topic(String name) {
        return name(name).topic;
    }

    /** Whether a topic of this name was deleted before. */
    public boolean everDeleted(String name) {
        return name(name).everDeleted;
    }

    /** Whether this topic must exist: no deletion of its name may still come. */
    public boolean mustExist(Uuid id) {
        Optional<Topic> topic = Optional.ofNullable(topics.get(id));
        if (topic.isEmpty()) return false;
        Name known = name(topic.get().name());
        return !known.deletionUnknown && known.topic.filter(topic.get()::equals).isPresent();
    }
}
