package dev.ferry.image.base;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Platform;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A platform as container tools write it: {@code linux/arm64}, {@code linux/arm64/v8}.
 *
 * @param variant any where it is left out
 */
public record PlatformChoice(String os, String architecture, Optional<String> variant) {
  private static final Pattern PART = Pattern.compile("[a-z0-9_.-]{1,32}");

  /**
   * Parses {@code os/architecture[/variant]}.
   *
   * @throws FerryException ({@link Failure#USAGE}) for anything else
   */
  public static PlatformChoice parse(String text) {
    String[] parts = text.split("/", -1);
    boolean plain = parts.length == 2 || parts.length == 3;
    for (String part : parts) {
      plain &= PART.matcher(part).matches();
    }
    if (!plain) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Bad value for `--platform`: got `%s`, want `linux/amd64` or `linux/arm64/v8`",
              "`--platform` 的值有误：得到 `%s`，应形如 `linux/amd64` 或 `linux/arm64/v8`", text));
    }
    return new PlatformChoice(
        parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
  }

  boolean takes(Platform platform) {
    return platform.os().equals(os)
        && platform.architecture().equals(architecture)
        && (variant.isEmpty() || variant.equals(platform.variant()));
  }

  /** As container tools write it. */
  public static String shown(Platform platform) {
    return platform.os()
        + "/"
        + platform.architecture()
        + platform.variant().map(variant -> "/" + variant).orElse("");
  }

  @Override
  public String toString() {
    return shown(new Platform(os, architecture, variant));
  }
}
