/** What producers, consumers and the admin share: settings of the connection, errors, names. */
@NullMarked
package io.skein.client;

import org.jspecify.annotations.NullMarked;
