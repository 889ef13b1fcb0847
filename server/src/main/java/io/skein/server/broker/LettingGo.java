package io.skein.server.broker;

import io.skein.server.settings.TopicConfig;
import io.skein.storage.Log;
import io.skein.storage.Retention;

/**
 * Lets go of what a log need not keep: its leader of what is old or too much, a follower of what
 * its leader has let go. Owned by the partition's lane.
 */
record LettingGo(Log log, Surroundings around) {
    private static final long FOREVER = -1;

    /**
     * Looks whether there is something.
     *
     * @param agreed nothing from here on goes
     * @param then runs at the end
     */
    void asLeader(TopicConfig config, long nowMillis, long agreed, Runnable then) {
        start(config.retention(), nowMillis, agreed, then);
    }

    /** The same where another broker leads, and tells where the log begins. */
    void asFollower(TopicConfig config, long nowMillis, long agreed) {
        long delayNanos = config.retention().deleteDelayNanos();
        start(new Retention(FOREVER, FOREVER, delayNanos), nowMillis, agreed, () -> {});
    }

    private void start(Retention rules, long nowMillis, long agreed, Runnable then) {
        log.age(
                rules,
                nowMillis,
                agreed,
                freed -> {
                    around.figures().freedSegments().add(freed.segments());
                    around.figures().freedBytes().add(freed.bytes());
                    then.run();
                });
    }
}
