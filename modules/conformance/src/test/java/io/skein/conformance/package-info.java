/**
 * Tests that hold the house in shape. They read class files and sources by path and use no module.
 */
@NullMarked
package io.skein.conformance;

import org.jspecify.annotations.NullMarked;
