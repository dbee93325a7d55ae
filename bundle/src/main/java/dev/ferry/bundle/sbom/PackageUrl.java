package dev.ferry.bundle.sbom;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Package URLs (ECMA-427) of the type {@code pypi}. */
public final class PackageUrl {
  private static final String PLAIN = ".-_~:";

  private PackageUrl() {}

  /** {@code pkg:pypi/paddlepaddle-gpu@2.6.2.post118}; everything unusual is percent-encoded. */
  public static String of(PackageName name, Version version) {
    return "pkg:pypi/" + encoded(name.normalized()) + "@" + encoded(version.toString());
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
