/** The manifests in {@code k8s}, as a cluster would read them, and what it would start by them. */
@NullMarked
package io.skein.systemtests.pods;

import org.jspecify.annotations.NullMarked;
