/**
 * What stands in the files of a data directory, byte for byte as Kafka has it where Kafka has it.
 */
@NullMarked
package io.skein.storage.format;

import org.jspecify.annotations.NullMarked;
