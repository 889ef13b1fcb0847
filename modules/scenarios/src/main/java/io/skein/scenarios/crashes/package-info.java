/**
 * Crash enumeration: short lives of a data directory, each ended at every single disk operation in
 * many ways, and judged by what the next life finds.
 */
@NullMarked
package io.skein.scenarios.crashes;

import org.jspecify.annotations.NullMarked;
