package dev.ferry.image.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * What stays behind: the usual litter, and what {@code .ferryignore} names, one glob per line. A
 * glob without {@code /} means the name at any depth, one with {@code /} the path.
 */
final class Ignored {
  static final String FILE = ".ferryignore";

  private static final List<String> LITTER =
      List.of(
          FILE,
          ".git",
          ".hg",
          ".svn",
          "__pycache__",
          "*.pyc",
          ".venv",
          "venv",
          ".DS_Store",
          ".pytest_cache",
          ".mypy_cache",
          ".idea",
          ".vscode");
  private static final int MOST_BYTES = 1 << 16;

  private final List<PathMatcher> names = new ArrayList<>();
  private final List<PathMatcher> paths = new ArrayList<>();

  private Ignored(List<String> globs) {
    for (String glob : globs) {
      String plain = glob.startsWith("/") ? glob.substring(1) : glob;
      String whole = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
      (glob.substring(0, glob.length() - 1).contains("/") ? paths : names).add(matcher(whole));
    }
  }

  static Ignored of(Path folder) {
    List<String> globs = new ArrayList<>(LITTER);
    Path file = folder.resolve(FILE);
    if (Files.isRegularFile(file)) {
      try {
        byte[] bytes = Files.newInputStream(file).readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new FerryException(
              Failure.USAGE, Text.of("`%s` is larger than 64 KiB", "`%s` 大于 64 KiB", file));
        }
        new String(bytes, UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(globs::add);
      } catch (IOException failure) {
        throw DiskFailure.of(failure, file);
      }
    }
    return new Ignored(globs);
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (IllegalArgumentException wrong) {
      throw new FerryException(
          Failure.USAGE,
          Text.of("Bad glob in `%s`: `%s`", "`%s` 中的 glob 有误：`%s`", FILE, glob),
          wrong);
    }
  }

  /** Whether a path stays behind, relative to the folder. */
  boolean matches(Path relative) {
    return names.stream().anyMatch(name -> name.matches(relative.getFileName()))
        || paths.stream().anyMatch(path -> path.matches(relative));
  }
}
