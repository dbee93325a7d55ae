/**
 * Names of images in registries: {@code registry.example:5000/team/paddle:1.4.0-cp311}.
 *
 * <p>A {@link dev.ferry.oci.registry.name.Repository} is a place in a registry, an {@link
 * dev.ferry.oci.registry.name.ImageName} one image in it, by tag or by digest. No registry is
 * implied: on an isolated network a name without a host means nothing. A tag that moves ({@code
 * latest}) is refused in both directions, because an approval of it approves nothing.
 *
 * <p>Sources: OCI distribution-spec 1.1, "Pulling manifests" (the grammar of {@code <name>} and
 * {@code <reference>}); the first component is a host if it has a dot or a port or is {@code
 * localhost}, as every container engine reads it.
 */
@NullMarked
package dev.ferry.oci.registry.name;

import org.jspecify.annotations.NullMarked;
