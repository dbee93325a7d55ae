package dev.ferry.carry.ledger;

import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.Optional;

/**
 * What tells wheels apart that may be bases of each other.
 *
 * @param name of the package
 * @param version of it
 * @param tags as the file's name spells them
 */
public record WheelName(PackageName name, Version version, String tags) {
  /** What the name of a file says. */
  public static WheelName of(WheelFilename file) {
    String name = file.filename();
    String[] words = name.substring(0, name.length() - ".whl".length()).split("-", -1);
    int end = words.length;
    String tags = words[end - 3] + "-" + words[end - 2] + "-" + words[end - 1];
    return new WheelName(file.name(), file.version(), tags);
  }

  /** What an inventory says; nothing where it is not in order, which costs bytes only. */
  static Optional<WheelName> find(String name, String version, String tags) {
    Optional<PackageName> known = PackageName.find(name);
    Optional<Version> parsed = Version.findVersion(version);
    return known.isPresent() && parsed.isPresent()
        ? Optional.of(new WheelName(known.get(), parsed.get(), tags))
        : Optional.empty();
  }
}
