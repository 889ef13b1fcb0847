/** What every command consists of: grammar, typed options, a terminal, and how errors are told. */
@NullMarked
package io.skein.cli.command;

import org.jspecify.annotations.NullMarked;
