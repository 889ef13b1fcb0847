/**
 * RecordBatch v2, the unit that is stored and sent: its layout, how it is made, read and checked.
 */
@NullMarked
package io.skein.records;

import org.jspecify.annotations.NullMarked;
