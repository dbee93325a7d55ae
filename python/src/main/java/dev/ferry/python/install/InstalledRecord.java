package dev.ferry.python.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.python.install.PlannedFile.FromWheel;
import dev.ferry.python.install.PlannedFile.Link;
import dev.ferry.python.install.PlannedFile.Made;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeMap;

/** The RECORD of an installed package: its files with hash and size, sorted by path. */
final class InstalledRecord {
  private InstalledRecord() {}

  /** Bytes of RECORD; paths are relative to site-packages, RECORD itself has no hash. */
  static byte[] of(String site, String distInfo, Collection<PlannedFile> files) {
    TreeMap<String, String> rows = new TreeMap<>(byCodePoint());
    for (PlannedFile file : files) {
      String path = relative(site, file.path());
      rows.put(path, hash(file.content()) + "," + file.content().size());
    }
    rows.put(distInfo + "/RECORD", ",");
    StringBuilder text = new StringBuilder();
    rows.forEach((path, rest) -> text.append(cell(path)).append(',').append(rest).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /** Whether two files hold equal bytes, as far as their hashes tell. */
  static boolean sameBytes(PlannedFile one, PlannedFile other) {
    return one.content().size() == other.content().size()
        && hash(one.content()).equals(hash(other.content()));
  }

  private static String hash(PlannedFile.Content content) {
    return switch (content) {
      case Made made -> spelled("sha256", Digest.of(made.bytes()).hex());
      case FromWheel member -> spelled(member.algorithm(), member.hash());
      case Link link -> "link=" + link.target();
    };
  }

  private static String spelled(String algorithm, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return algorithm + "=" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String relative(String site, String path) {
    if (path.startsWith(site + "/")) {
      return path.substring(site.length() + 1);
    }
    long depth = site.chars().filter(c -> c == '/').count() + 1;
    return "../".repeat((int) depth) + path;
  }

  /** A cell of RFC 4180, quoted only where it must be. */
  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** UTF-8 order: code points, where Java's own order is by UTF-16 unit. */
  private static Comparator<String> byCodePoint() {
    return (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
