/** Every setting of a node and of a topic: names, defaults, bounds, meaning. */
@NullMarked
package io.skein.server.settings;

import org.jspecify.annotations.NullMarked;
