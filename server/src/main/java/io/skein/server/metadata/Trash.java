package io.skein.server.metadata;

import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;

/**
 * The topics that were deleted and can be brought back. They have lost their names, and nothing
 * else: their partitions are led and copied as before.
 *
 * @param topics with the wall-clock time from which on each may be purged, in milliseconds
 * @param folders by which the folders of a topic are called that has not that name, because it is
 *     in the trash or was brought back under another one
 */
public record Trash(PersistentMap<Uuid, Long> topics, PersistentMap<String, Uuid> folders) {
    static final Trash EMPTY = new Trash(PersistentMap.empty(), PersistentMap.empty());

    Trash with(TopicImage topic, long purgeAtMillis) {
        return new Trash(
                topics.put(topic.id(), purgeAtMillis), folders.put(topic.folder(), topic.id()));
    }

    /** It is there under that name. */
    Trash restored(TopicImage named) {
        boolean isAtHome = named.folder().equals(named.name());
        return new Trash(
                topics.remove(named.id()),
                isAtHome
                        ? folders.remove(named.folder())
                        : folders.put(named.folder(), named.id()));
    }

    /** It is gone. */
    Trash without(TopicImage topic) {
        boolean isIts = folders.get(topic.folder()).filter(topic.id()::equals).isPresent();
        return new Trash(
                topics.has(topic.id()) ? topics.remove(topic.id()) : topics,
                isIts ? folders.remove(topic.folder()) : folders);
    }
}
