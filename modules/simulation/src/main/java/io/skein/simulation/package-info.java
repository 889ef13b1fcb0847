/** A world that runs on virtual time from one seed: hosts, lanes, disks, networks and chance. */
@NullMarked
package io.skein.simulation;

import org.jspecify.annotations.NullMarked;
