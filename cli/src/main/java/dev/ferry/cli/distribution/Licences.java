package dev.ferry.cli.distribution;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licence of every jar: the texts inside it, else a text of the folder {@code packaging}. */
final class Licences {
  private static final Pattern ARTIFACT = Pattern.compile("(.+?)-[0-9].*\\.jar");

  private final Path folder;
  private final byte[] own;

  /**
   * @param root of the sources
   */
  Licences(Path root) {
    this.folder = root.resolve("packaging/licences");
    this.own = read(root.resolve("LICENSE"));
  }

  /**
   * Adds the texts for one jar.
   *
   * @throws FerryException if there is none: a new library must come with its licence
   */
  void add(Contents contents, String jar, PackedJar packed) {
    String artifact = artifact(jar);
    String place = "licences/" + artifact + "/";
    if (artifact.startsWith("ferry")) {
      return;
    }
    packed
        .licences()
        .forEach((path, text) -> contents.add(place + path.substring("META-INF/".length()), text));
    Path given = folder.resolve(artifact + ".txt");
    if (Files.isRegularFile(given)) {
      contents.add(place + "LICENSE.txt", read(given));
    } else if (apache().contains(artifact)) {
      contents.add(place + "LICENSE.txt", own);
    } else if (packed.findLicence().isEmpty()) {
      throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of("Cannot package `%s`: it holds no licence", "无法打包 `%s`：其中没有许可证", jar))
          .hint(
              Text.of(
                  "Put its text into `packaging/licences/%s.txt`",
                  "请把许可证文本放入 `packaging/licences/%s.txt`", artifact));
    }
  }

  /** The text of Ferry's own licence. */
  byte[] own() {
    return own;
  }

  /** Libraries under the very text of Ferry's own licence that do not hold it. */
  private List<String> apache() {
    return new String(read(folder.resolve("apache-2.0.list")), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  static String artifact(String jar) {
    Matcher name = ARTIFACT.matcher(jar);
    return name.matches() ? name.group(1) : jar.replace(".jar", "");
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
