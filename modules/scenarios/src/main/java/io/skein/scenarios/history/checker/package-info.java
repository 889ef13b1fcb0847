/**
 * Finds in a history what no correct log could have shown: one class per family of anomalies, each
 * a function of an indexed history.
 */
@NullMarked
package io.skein.scenarios.history.checker;

import org.jspecify.annotations.NullMarked;
