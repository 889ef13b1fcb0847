/** Real processes on real files and ports: what is told to a user is what a user gets. */
@NullMarked
package io.skein.systemtests;

import org.jspecify.annotations.NullMarked;
