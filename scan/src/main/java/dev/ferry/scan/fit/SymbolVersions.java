package dev.ferry.scan.fit;

import dev.ferry.model.SymbolVersion;
import java.util.Map;
import java.util.Optional;

/** Takes symbol version names apart. */
final class SymbolVersions {
  /** Names without a number, and the glibc release that introduced them. */
  private static final Map<String, SymbolVersion> FEATURES =
      Map.of(
          "GLIBC_ABI_DT_RELR", SymbolVersion.of(2, 36),
          "GLIBC_ABI_GNU_TLS", SymbolVersion.of(2, 42),
          "GLIBC_ABI_GNU2_TLS", SymbolVersion.of(2, 42));

  private SymbolVersions() {}

  /** The number behind a prefix: {@code GLIBC_2.27} gives 2.27. */
  static Optional<SymbolVersion> find(String name, String prefix) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SymbolVersion.parse(name.substring(prefix.length())));
    } catch (IllegalArgumentException notANumber) {
      return Optional.empty();
    }
  }

  /** The glibc release that a symbol version asks for; {@code GLIBC_PRIVATE} asks for none. */
  static Optional<SymbolVersion> glibc(String name) {
    return find(name, "GLIBC_").or(() -> Optional.ofNullable(FEATURES.get(name)));
  }
}
