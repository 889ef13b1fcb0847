/**
 * What the five interfaces promise, tried on the real world and on the simulated one alike: code
 * that the simulator proved right must not meet other rules in production.
 */
@NullMarked
package io.skein.scenarios.contract;

import org.jspecify.annotations.NullMarked;
