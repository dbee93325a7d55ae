package dev.ferry.python.version;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.SyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A version by PEP 440. Equality and order are PEP 440's: {@code 1.0} equals {@code 1.0.0}; {@link
 * #toString()} is the normalised spelling and keeps zeros at the end.
 */
public final class Version implements Comparable<Version> {
  private final VersionParts parts;
  private final long compact;

  Version(VersionParts parts) {
    this.parts = parts;
    this.compact = CompactKey.of(parts);
  }

  /**
   * Parses any spelling that PEP 440 allows.
   *
   * @throws dev.ferry.model.FerryException if it is not a version
   */
  public static Version parse(String text) {
    return findVersion(text)
        .orElseThrow(
            () ->
                new SyntaxException(
                        Text.of(
                            "want a version by PEP 440, such as `2.6.2.post120`",
                            "应为符合 PEP 440 的版本，例如 `2.6.2.post120`"),
                        0)
                    .toFailure(Text.of("version", "版本"), text));
  }

  /** The version that the text spells, or nothing if it is not one. */
  public static Optional<Version> findVersion(String text) {
    VersionParts parts = VersionParser.parse(text);
    return parts == null ? Optional.empty() : Optional.of(new Version(parts));
  }

  VersionParts parts() {
    return parts;
  }

  public long epoch() {
    return parts.epoch();
  }

  /** The numbers of the release as written, zeros at the end kept. */
  public List<Long> release() {
    return parts.release();
  }

  /** Whether it is an alpha, a beta, a candidate or a development release. */
  public boolean isPrerelease() {
    return parts.isPrerelease();
  }

  public boolean isPostrelease() {
    return parts.post() != VersionParts.NONE;
  }

  public boolean isDevelopmentRelease() {
    return parts.dev() != VersionParts.NONE;
  }

  public boolean hasLocal() {
    return !parts.local().isEmpty();
  }

  /** The local label, such as {@code cu118} in {@code 2.1.0+cu118}. */
  public Optional<String> local() {
    return hasLocal() ? Optional.of(String.join(".", parts.local())) : Optional.empty();
  }

  /** The number of the post release, such as 120 in {@code 2.6.2.post120}. */
  public Optional<Long> post() {
    return isPostrelease() ? Optional.of(parts.post()) : Optional.empty();
  }

  /** The public version: the same without the local label. */
  public Version withoutLocal() {
    return hasLocal() ? new Version(parts.withLocal(List.of())) : this;
  }

  @Override
  public int compareTo(Version other) {
    if (compact != CompactKey.NONE && other.compact != CompactKey.NONE) {
      return Long.compare(compact, other.compact);
    }
    int length = Math.max(parts.release().size(), other.parts.release().size());
    int order = Arrays.compare(parts.sortKey(length), other.parts.sortKey(length));
    return order != 0 ? order : compareLocal(parts.local(), other.parts.local());
  }

  /** PEP 440, "Local version identifiers": numbers stand above words, a longer label above. */
  private static int compareLocal(List<String> left, List<String> right) {
    for (int i = 0; i < left.size() && i < right.size(); i++) {
      int order = compareSegment(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareSegment(String left, String right) {
    boolean leftNumber = isNumber(left);
    boolean rightNumber = isNumber(right);
    if (leftNumber != rightNumber) {
      return leftNumber ? 1 : -1;
    }
    // Numbers have no leading zeros, so the longer one is the greater one.
    int order = leftNumber ? Integer.compare(left.length(), right.length()) : 0;
    return order != 0 ? order : left.compareTo(right);
  }

  private static boolean isNumber(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    if (compact != CompactKey.NONE) {
      return Long.hashCode(compact * 0x9E3779B97F4A7C15L);
    }
    return 31 * Arrays.hashCode(parts.sortKey(parts.trimmedLength())) + parts.local().hashCode();
  }

  /** The normalised spelling. */
  @Override
  public String toString() {
    return parts.text();
  }
}
