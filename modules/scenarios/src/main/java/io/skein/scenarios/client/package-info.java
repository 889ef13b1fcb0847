/** Clients with habits: they send, read, create and delete, and judge every answer they get. */
@NullMarked
package io.skein.scenarios.client;

import org.jspecify.annotations.NullMarked;
