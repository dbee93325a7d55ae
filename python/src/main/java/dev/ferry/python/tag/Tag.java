package dev.ferry.python.tag;

import dev.ferry.python.syntax.Characters;

/**
 * One compatibility tag (PEP 425), in lower case.
 *
 * @param python interpreter and version: {@code cp311}, {@code py3}
 * @param abi binary interface: {@code cp311}, {@code none}
 * @param platform {@code manylinux_2_17_x86_64}, {@code any}
 */
public record Tag(String python, String abi, String platform) {
  public Tag {
    python = Characters.lowerCase(python);
    abi = Characters.lowerCase(abi);
    platform = Characters.lowerCase(platform);
  }

  /** {@code python-abi-platform}. */
  @Override
  public String toString() {
    return python + "-" + abi + "-" + platform;
  }
}
