@NullMarked
package io.skein.client.consumer;

import org.jspecify.annotations.NullMarked;
