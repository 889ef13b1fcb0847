/** Looking after topics and the cluster. */
@NullMarked
package io.skein.client.admin;

import org.jspecify.annotations.NullMarked;
