/** What a command answers, as values first: shown as tables to people, as JSON to programs. */
@NullMarked
package io.skein.cli.answer;

import org.jspecify.annotations.NullMarked;
