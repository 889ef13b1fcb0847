@NullMarked
package io.skein.client.producer;

import org.jspecify.annotations.NullMarked;
