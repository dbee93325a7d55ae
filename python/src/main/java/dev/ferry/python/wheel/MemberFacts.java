package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import java.util.Optional;

/**
 * What is known of one file of a wheel after its bytes were read.
 *
 * @param path relative, segments separated by {@code /}
 * @param size bytes
 * @param sha256 of the inflated bytes
 * @param mode permission bits, 0 where the archive has none
 * @param nativeFacts for ELF files
 */
public record MemberFacts(
    String path, long size, Digest sha256, int mode, Optional<NativeFacts> nativeFacts) {
  /** Whether the archive marks it as a program. */
  public boolean executable() {
    return (mode & 0111) != 0;
  }
}
