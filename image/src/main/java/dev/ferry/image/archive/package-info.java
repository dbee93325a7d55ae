/**
 * Archives that engines load: an OCI image layout and a docker archive in one tar.
 *
 * <p>Engines disagree about what {@code load} takes. Docker before 25 and iSulad read {@code
 * manifest.json} (the docker archive), containerd, skopeo and podman read {@code index.json} (the
 * OCI layout). Both only point at blobs, so one tar serves all, with every blob once. An archive
 * for several platforms has one nested index in {@code index.json}: tools that find two manifests
 * there refuse to choose. {@code manifest.json} names one platform, since it cannot say more.
 *
 * <p>{@code referrers.json} lists statements about the image (SBOM, provenance) as the registry
 * would answer {@code GET /v2/<name>/referrers/<digest>}; engines do not read it, {@code ferry
 * image push} does.
 *
 * <p>Sources: OCI image-spec {@code image-layout.md}; moby {@code image/spec}; OCI
 * distribution-spec, "Listing Referrers".
 */
@NullMarked
package dev.ferry.image.archive;

import org.jspecify.annotations.NullMarked;
