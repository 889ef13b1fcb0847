/**
 * The contracts as both sides use them: methods, marshallers that never copy a batch, and bounds.
 */
@NullMarked
package io.skein.protocol;

import org.jspecify.annotations.NullMarked;
