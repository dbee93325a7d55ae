package dev.ferry.carry.export;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How unlike the machine code of two wheels must be, by their tags (PEP 425, PEP 600): another
 * machine weighs more than another system, that more than another ABI, that more than another
 * interpreter or a newer libc of the same system.
 */
final class TagDistance {
  private static final int MACHINE = 16;
  private static final int SYSTEM = 8;
  private static final int ABI = 4;
  private static final int INTERPRETER = 2;
  private static final int PLATFORM = 1;

  /** {@code manylinux_2_28_x86_64}: a system, its version, a machine. */
  private static final Pattern PARTS = Pattern.compile("([a-z]*)([0-9_]*)(.*)");

  private TagDistance() {}

  /** 0 for the same tags; larger the less two wheels can share. */
  static int between(String a, String b) {
    String[] as = a.split("-", -1);
    String[] bs = b.split("-", -1);
    if (as.length != 3 || bs.length != 3) {
      return a.equals(b) ? 0 : MACHINE;
    }
    int unlike = as[0].equals(bs[0]) ? 0 : INTERPRETER;
    unlike += as[1].equals(bs[1]) ? 0 : ABI;
    return unlike + platforms(as[2], bs[2]);
  }

  private static int platforms(String a, String b) {
    Matcher one = parts(a);
    Matcher other = parts(b);
    int unlike = a.equals(b) ? 0 : PLATFORM;
    unlike += one.group(1).equals(other.group(1)) ? 0 : SYSTEM;
    return unlike + (one.group(3).equals(other.group(3)) ? 0 : MACHINE);
  }

  /** Of a set of platforms the last: all are of one machine and one system. */
  private static Matcher parts(String platforms) {
    Matcher parts = PARTS.matcher(platforms.substring(platforms.lastIndexOf('.') + 1));
    if (!parts.matches()) {
      throw new IllegalStateException("matches everything");
    }
    return parts;
  }
}
