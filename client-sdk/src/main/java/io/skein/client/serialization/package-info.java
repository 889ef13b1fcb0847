/** From keys and values to bytes and back. */
@NullMarked
package io.skein.client.serialization;

import org.jspecify.annotations.NullMarked;
