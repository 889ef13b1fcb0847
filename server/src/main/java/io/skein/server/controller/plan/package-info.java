/** What the controller decides: image and request in, records and reply out. Pure. */
@NullMarked
package io.skein.server.controller.plan;

import org.jspecify.annotations.NullMarked;
