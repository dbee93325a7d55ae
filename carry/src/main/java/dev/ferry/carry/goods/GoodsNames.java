package dev.ferry.carry.goods;

import dev.ferry.model.MovingName;
import dev.ferry.model.WindowsName;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names goods may say. All are ASCII and safe as names of files. */
public final class GoodsNames {
  private static final Pattern ROOT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+!-]{0,127}");
  private static final Pattern UNREACHED =
      Pattern.compile(
          "index\\.json"
              + "|SHA256SUMS\\.[A-Za-z0-9._-]{0,40}sig"
              + "|evidence/[A-Za-z0-9_][A-Za-z0-9._+-]{0,120}\\.json"
              + "|blobs/sha256/[0-9a-f]{64}");

  private GoodsNames() {}

  /** Whether a root may have this name: a name of a file on any disk that does not move. */
  public static boolean isRoot(String name) {
    return ROOT.matcher(name).matches() && !WindowsName.isReserved(name) && !MovingName.is(name);
  }

  /** Whether a path of a bundle is one that its digest does not reach. */
  public static boolean isUnreached(String path) {
    return UNREACHED.matcher(path).matches();
  }

  /** Whether a title may be shown: printable, not too long. */
  public static boolean isTitle(String title) {
    return !title.isEmpty()
        && title.length() <= Blob.LONGEST_TITLE
        && title.chars().noneMatch(c -> Character.isISOControl(c) || isDirection(c));
  }

  /** Marks that turn the direction of what a terminal shows. */
  private static boolean isDirection(int c) {
    return (c >= 0x200e && c <= 0x200f)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** A name as disks compare it that do not tell cases apart. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
