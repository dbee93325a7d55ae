package dev.ferry.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Ferry knows about CPU architectures beyond their names. A target may name any architecture;
 * this only serves to assume page sizes and to notice misspellings.
 */
final class Architectures {
  private static final Set<String> KNOWN =
      Set.of(
          "x86_64",
          "aarch64",
          "loongarch64",
          "riscv64",
          "riscv32",
          "ppc64le",
          "ppc64",
          "ppc",
          "s390x",
          "s390",
          "i386",
          "i486",
          "i586",
          "i686",
          "armv5l",
          "armv6l",
          "armv7l",
          "armv8l",
          "mips",
          "mips64",
          "mips64el",
          "sw_64",
          "sparc64",
          "alpha",
          "e2k",
          "ia64",
          "parisc64");

  /** Names that other systems use for what {@code uname -m} calls otherwise. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "amd64", "x86_64",
          "x64", "x86_64",
          "x86", "x86_64",
          "arm64", "aarch64",
          "armv8", "aarch64",
          "loong64", "loongarch64",
          "ppc64el", "ppc64le",
          "mips64le", "mips64el",
          "sw64", "sw_64");

  private Architectures() {}

  /** The architecture that a word most likely means, where it is not one itself. */
  static Optional<String> findIntended(String word) {
    if (KNOWN.contains(word)) {
      return Optional.empty();
    }
    return Optional.ofNullable(OTHER_NAMES.get(word)).or(() -> Spelling.findWithin(1, word, KNOWN));
  }

  static boolean isKnown(String machine) {
    return KNOWN.contains(machine);
  }

  /**
   * The page size to assume where none was measured, in bytes: the largest that distributions for
   * the architecture use, because a library aligned for it loads with smaller pages too. Kylin and
   * openEuler run aarch64 with 64 KiB.
   */
  static int assumedPageSize(String machine) {
    return switch (machine) {
      case "aarch64", "ppc64le", "ppc64" -> 65_536;
      case "loongarch64", "mips64", "mips64el" -> 16_384;
      case "sw_64", "sparc64", "alpha" -> 8_192;
      default -> 4_096;
    };
  }
}
