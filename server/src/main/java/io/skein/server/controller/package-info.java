/** The active controller: plans every change of the metadata and answers once it is committed. */
@NullMarked
package io.skein.server.controller;

import org.jspecify.annotations.NullMarked;
