package dev.ferry.oci;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machine that a manifest is for, in the words of Go ({@code GOOS}, {@code GOARCH}).
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}, {@code arm64}, {@code loong64}
 * @param variant {@code v8} for {@code arm64}
 */
public record Platform(String os, String architecture, Optional<String> variant) {

  /** From {@code uname -m}; a machine that Go has no other word for keeps its own. */
  public static Platform of(String os, String machine) {
    return switch (machine) {
      case "x86_64" -> new Platform(os, "amd64", Optional.empty());
      case "aarch64" -> new Platform(os, "arm64", Optional.of("v8"));
      case "armv7l" -> new Platform(os, "arm", Optional.of("v7"));
      case "i686" -> new Platform(os, "386", Optional.empty());
      case "loongarch64" -> new Platform(os, "loong64", Optional.empty());
      default -> new Platform(os, machine, Optional.empty());
    };
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("os", os);
    tree.put("architecture", architecture);
    variant.ifPresent(value -> tree.put("variant", value));
    return tree;
  }

  static Platform parse(JsonFields fields) {
    return new Platform(
        fields.string("os"), fields.string("architecture"), fields.findString("variant"));
  }
}
