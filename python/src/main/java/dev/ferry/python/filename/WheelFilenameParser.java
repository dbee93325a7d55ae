package dev.ferry.python.filename;

import static dev.ferry.python.syntax.Characters.isAlphanumeric;
import static dev.ferry.python.syntax.Characters.isDigit;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.tag.Tag;
import dev.ferry.python.version.Version;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Takes the name of a wheel apart (binary distribution format, "File name convention"). */
final class WheelFilenameParser {
  private static final String SUFFIX = ".whl";
  private static final int MAXIMUM_LENGTH = 2048;
  private static final int MAXIMUM_TAGS = 4096;
  private static final int MAXIMUM_BUILD_DIGITS = 18;

  private WheelFilenameParser() {}

  static Optional<WheelFilename> find(String filename) {
    if (!filename.endsWith(SUFFIX) || filename.length() > MAXIMUM_LENGTH) {
      return Optional.empty();
    }
    String[] parts = filename.substring(0, filename.length() - SUFFIX.length()).split("-", -1);
    if (parts.length != 5 && parts.length != 6) {
      return Optional.empty();
    }
    Optional<PackageName> name = name(parts[0]);
    Optional<Version> version = Version.findVersion(parts[1]);
    Optional<BuildTag> build = parts.length == 6 ? build(parts[2]) : Optional.empty();
    Set<Tag> tags = tags(parts[parts.length - 3], parts[parts.length - 2], parts[parts.length - 1]);
    if (name.isEmpty()
        || version.isEmpty()
        || tags.isEmpty()
        || (parts.length == 6 && build.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new WheelFilename(filename, name.get(), version.get(), build, tags));
  }

  private static Optional<PackageName> name(String part) {
    return part.contains("__") ? Optional.empty() : PackageName.find(part);
  }

  private static Optional<BuildTag> build(String part) {
    int digits = 0;
    while (digits < part.length() && isDigit(part.charAt(digits))) {
      digits++;
    }
    if (digits == 0 || digits > MAXIMUM_BUILD_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(
        new BuildTag(Long.parseLong(part.substring(0, digits)), part.substring(digits)));
  }

  /** Every combination, or none if a component is wrong. */
  private static Set<Tag> tags(String pythons, String abis, String platforms) {
    String[] pythonParts = pythons.split("\\.", -1);
    String[] abiParts = abis.split("\\.", -1);
    String[] platformParts = platforms.split("\\.", -1);
    if ((long) pythonParts.length * abiParts.length * platformParts.length > MAXIMUM_TAGS) {
      return Set.of();
    }
    Set<Tag> tags = new LinkedHashSet<>();
    for (String python : pythonParts) {
      for (String abi : abiParts) {
        for (String platform : platformParts) {
          if (!isIdentifier(python) || abi.isEmpty() || platform.isEmpty()) {
            return Set.of();
          }
          tags.add(new Tag(python, abi, platform));
        }
      }
    }
    return tags;
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && !isDigit(text.charAt(0))
        && text.chars().allMatch(c -> isAlphanumeric(c) || c == '_');
  }
}
