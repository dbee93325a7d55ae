package dev.ferry.python.filename;

import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.syntax.SyntaxException;
import dev.ferry.python.tag.Tag;
import dev.ferry.python.version.Version;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a wheel file, taken apart.
 *
 * @param filename as it was given
 * @param name of the distribution
 * @param version of the distribution
 * @param build the build tag, if any
 * @param tags every combination of the tags it lists, in its order
 */
public record WheelFilename(
    String filename, PackageName name, Version version, Optional<BuildTag> build, Set<Tag> tags) {
  public WheelFilename {
    tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
  }

  /**
   * Parses the last part of a wheel's path, already percent-decoded.
   *
   * @throws dev.ferry.model.FerryException if it is not a wheel's name
   */
  public static WheelFilename parse(String filename) {
    return findWheel(filename)
        .orElseThrow(
            () ->
                new SyntaxException(
                        Text.of(
                            "want `name-version-python-abi-platform.whl`",
                            "应为 `name-version-python-abi-platform.whl`"),
                        0)
                    .toFailure(Text.of("wheel file name", "wheel 文件名"), filename));
  }

  /** The wheel's name taken apart, or nothing if it is not one. */
  public static Optional<WheelFilename> findWheel(String filename) {
    return WheelFilenameParser.find(filename);
  }

  /** Whether it runs on any platform: no compiled code by its tags. */
  public boolean isPure() {
    return tags.stream().allMatch(tag -> tag.abi().equals("none") && tag.platform().equals("any"));
  }

  /** The tags as text, in the file name's order. */
  public List<String> tagNames() {
    return tags.stream().map(Tag::toString).toList();
  }

  @Override
  public String toString() {
    return filename;
  }
}
