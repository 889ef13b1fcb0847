/**
 * The manifests in {@code k8s}, as a cluster would read them, and what it would start by them. What
 * lacks in a manifest is null in the types of Kubernetes, and whoever looks at it fails: so nothing
 * here is checked for it.
 */
@NullUnmarked // What lacks in a manifest is null, and whoever looks at it is to fail.
package io.skein.systemtests.pods;

import org.jspecify.annotations.NullUnmarked;
