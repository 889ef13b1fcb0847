/**
 * All that can happen to three members of a quorum within small bounds, each state looked at once.
 */
@NullMarked
package io.skein.scenarios.exhaustive;

import org.jspecify.annotations.NullMarked;
