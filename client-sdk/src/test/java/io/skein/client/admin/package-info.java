@NullMarked
package io.skein.client.admin;

import org.jspecify.annotations.NullMarked;
