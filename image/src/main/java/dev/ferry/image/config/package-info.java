/**
 * The configuration of an image: who runs it, what is started, which layers it has.
 *
 * <p>The config document is the image's identity: its digest is the image ID of engines. It names
 * layers by the digests of their tars, so it is the same however the layers are compressed; nothing
 * that depends on the compression or on a clock stands in it.
 *
 * <p>Sources: OCI image-spec {@code config.md}, {@code annotations.md}; Docker's {@code
 * image/spec/v1.2.md} for {@code Healthcheck}, which the OCI config does not have and which podman
 * drops.
 */
@NullMarked
package dev.ferry.image.config;

import org.jspecify.annotations.NullMarked;
