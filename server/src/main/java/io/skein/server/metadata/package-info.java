/** All metadata at one offset, the records that change it, and how they are replayed. Pure. */
@NullMarked
package io.skein.server.metadata;

import org.jspecify.annotations.NullMarked;
