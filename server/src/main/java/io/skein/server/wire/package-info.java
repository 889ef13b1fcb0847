/**
 * What travels between clients and nodes, and from node to node on their behalf, in the words of
 * the door and back.
 */
@NullMarked
package io.skein.server.wire;

import org.jspecify.annotations.NullMarked;
