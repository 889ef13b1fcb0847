/**
 * Where everything is: a client's session with its cluster, the routes it watches, its links to
 * nodes.
 */
@NullMarked
package io.skein.client.route;

import org.jspecify.annotations.NullMarked;
