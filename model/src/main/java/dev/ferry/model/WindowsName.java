package dev.ferry.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of files that Windows gives to devices or takes letters from: {@code con}, {@code nul.txt},
 * {@code COM1}, whatever ends with a dot or a space ("Naming Files, Paths, and Namespaces" of
 * Microsoft's documentation). Media are read on such machines too, so a name that is carried is
 * none of them.
 */
public final class WindowsName {
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9¹²³]) *(?:\\..*)?");

  private WindowsName() {}

  /** Whether Windows cannot have a file of this name. */
  public static boolean isReserved(String name) {
    return name.endsWith(".")
        || name.endsWith(" ")
        || DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
