@NullMarked
package io.skein.client.route;

import org.jspecify.annotations.NullMarked;
