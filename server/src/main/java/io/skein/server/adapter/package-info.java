/**
 * What is real beyond the plain JDK: gRPC between nodes, the Raft log on storage, operations,
 * metrics.
 */
@NullMarked
package io.skein.server.adapter;

import org.jspecify.annotations.NullMarked;
