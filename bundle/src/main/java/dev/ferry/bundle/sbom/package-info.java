/**
 * The bundle's bill of materials: CycloneDX 1.6 as JSON ({@code sbom.cdx.json}).
 *
 * <p>Every wheel, source and extra file is a component with its SHA-256; wheels have a package URL
 * and the licence that their own metadata states, copied, not judged. The document is part of the
 * bundle's root, so it has no time of making, and its serial number is a name-based UUID (RFC 9562,
 * version 5) of everything else in the bundle.
 */
@NullMarked
package dev.ferry.bundle.sbom;

import org.jspecify.annotations.NullMarked;
