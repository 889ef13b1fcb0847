/** The way from every node to the controller that is active. */
@NullMarked
package io.skein.server.controller.session;

import org.jspecify.annotations.NullMarked;
