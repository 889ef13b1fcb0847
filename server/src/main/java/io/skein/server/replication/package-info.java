/** What leading a partition means: high watermark, in-sync set, acknowledgements. Pure. */
@NullMarked
package io.skein.server.replication;

import org.jspecify.annotations.NullMarked;
