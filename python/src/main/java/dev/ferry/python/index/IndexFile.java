package dev.ferry.python.index;

import dev.ferry.model.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a project as its page describes it.
 *
 * @param filename last part of the path, percent-decoded
 * @param address where it lies, without user info and fragment: {@code file:}, {@code http:} or
 *     {@code https:}; a checked URI (RFC 3986) kept as text, because a page has thousands of files
 *     and a few of them are fetched
 * @param sha256 claimed by the page
 * @param size bytes, claimed by the page (PEP 700)
 * @param uploadTime claimed by the page (PEP 700)
 * @param requiresPython as the page has it, not parsed (PEP 503)
 * @param yanked whether it was withdrawn (PEP 592)
 * @param yankedReason empty where none is given
 * @param metadataOffered whether {@code <file>.metadata} exists (PEP 658, PEP 714)
 * @param metadataSha256 of that file
 * @param source name of the source that it comes from
 */
public record IndexFile(
    String filename,
    String address,
    Optional<Digest> sha256,
    OptionalLong size,
    Optional<Instant> uploadTime,
    Optional<String> requiresPython,
    boolean yanked,
    String yankedReason,
    boolean metadataOffered,
    Optional<Digest> metadataSha256,
    String source) {

  /** {@link #address} as a location that can be opened. */
  public URI location() {
    return URI.create(address);
  }

  /** Whether it lies in a folder of this machine. */
  public boolean isLocal() {
    return address.startsWith("file:");
  }

  /** The same file, which must have this digest. */
  public IndexFile withSha256(Digest digest) {
    return new IndexFile(
        filename,
        address,
        Optional.of(digest),
        size,
        uploadTime,
        requiresPython,
        yanked,
        yankedReason,
        metadataOffered,
        metadataSha256,
        source);
  }
}
