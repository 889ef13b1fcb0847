/**
 * Crash enumeration: short lives of a data directory, each ended at every single disk operation in
 * many ways, and judged by what the next life finds.
 */
package io.skein.scenarios.crashes;
