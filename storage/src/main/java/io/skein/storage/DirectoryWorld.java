package io.skein.storage;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Lane;
import java.util.function.Consumer;

/**
 * What a data directory runs on. The two lanes belong to this directory alone: {@code commit}
 * writes its files, {@code read} reads them; nobody else touches {@code disk}.
 *
 * @param clock to measure how long syncs take
 * @param entropy used on the commit lane only
 * @param onFailed hears why, on the commit lane, when the open directory fails; once, however many
 *     logs are lost with it
 */
public record DirectoryWorld(
        Disk disk,
        Clock clock,
        Entropy entropy,
        Lane commit,
        Lane read,
        StorageSettings settings,
        Consumer<String> onFailed) {}
