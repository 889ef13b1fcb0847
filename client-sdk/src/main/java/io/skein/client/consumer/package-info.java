/** Reading records: what users call, and the state machine behind it. */
@NullMarked
package io.skein.client.consumer;

import org.jspecify.annotations.NullMarked;
