/** Sending records: what users call, and the state machine behind it. */
@NullMarked
package io.skein.client.producer;

import org.jspecify.annotations.NullMarked;
