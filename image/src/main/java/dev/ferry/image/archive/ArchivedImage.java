package dev.ferry.image.archive;

import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Manifest;

/**
 * An image for one platform, as it stands in an archive.
 *
 * @param descriptor of the manifest, with the platform
 * @param manifest its config and layers
 * @param config the config document; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record ArchivedImage(Descriptor descriptor, Manifest manifest, byte[] config) {}
