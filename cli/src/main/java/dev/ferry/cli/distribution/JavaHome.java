package dev.ferry.cli.distribution;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JDK in a folder, known by its file {@code release}.
 *
 * @param folder its top
 * @param version {@code 25.0.3}
 * @param vendor who built it, as it says
 * @param machine as {@code uname -m} says it
 * @param libc {@code gnu} or {@code musl}
 */
record JavaHome(Path folder, String version, String vendor, String machine, String libc) {
  private static final long LARGEST = 1 << 16;
  private static final int OLDEST = 21;

  /** Reads {@code release}. */
  static JavaHome read(Path folder) {
    Path release = folder.resolve("release");
    if (!Files.isRegularFile(release)) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "`%s` is no JDK: it has no file `release`",
                  "`%s` 不是 JDK：没有 `release` 文件", folder))
          .hint(
              Text.of(
                  "Give the folder that holds `bin`, `lib` and `release`",
                  "请给出含有 `bin`、`lib` 和 `release` 的目录"));
    }
    Map<String, String> fields = fields(release);
    JavaHome home =
        new JavaHome(
            folder,
            field(fields, release, "JAVA_VERSION"),
            fields.getOrDefault("IMPLEMENTOR", "?"),
            machine(field(fields, release, "OS_ARCH")),
            fields.getOrDefault("LIBC", "gnu"));
    String system = field(fields, release, "OS_NAME");
    if (!system.equals("Linux")) {
      throw wrong(release, "OS_NAME", system, "Linux");
    }
    if (home.feature() < OLDEST) {
      throw wrong(release, "JAVA_VERSION", home.version, OLDEST + " or newer");
    }
    return home;
  }

  /** The JDK that runs this. */
  static JavaHome own() {
    return read(Path.of(System.getProperty("java.home")));
  }

  /** The number that stands first in the version. */
  int feature() {
    String digits = version.split("[^0-9]", 2)[0];
    return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }

  /** {@code jlink}, where the JDK has it. */
  Optional<Path> findLinker() {
    Path linker = folder.resolve("bin/jlink");
    return Files.isExecutable(linker) ? Optional.of(linker) : Optional.empty();
  }

  /** The folder of modules to link for other machines, where the JDK has it. */
  Optional<Path> findModules() {
    Path modules = folder.resolve("jmods");
    return Files.isRegularFile(modules.resolve("java.base.jmod"))
        ? Optional.of(modules)
        : Optional.empty();
  }

  private static Map<String, String> fields(Path release) {
    try {
      if (Files.size(release) > LARGEST) {
        throw wrong(release, "size", Files.size(release), "at most " + LARGEST);
      }
      Map<String, String> fields = new HashMap<>();
      for (String line : Files.readAllLines(release)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          fields.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
        }
      }
      return fields;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, release);
    }
  }

  private static String field(Map<String, String> fields, Path release, String name) {
    String value = fields.getOrDefault(name, "");
    if (!value.matches("[A-Za-z0-9._+-]{1,60}")) {
      throw wrong(release, name, value, "a word");
    }
    return value;
  }

  private static FerryException wrong(Path release, String field, Object got, Object want) {
    return new FerryException(
        Failure.USAGE,
        Text.of(
            "Cannot use the JDK of `%s`: `%s` is `%s`, want %s",
            "无法使用 `%s` 的 JDK：`%s` 为 `%s`，应为 %s", release, field, got, want));
  }

  /** Java's names of architectures in the kernel's words. */
  private static String machine(String architecture) {
    return switch (architecture) {
      case "amd64", "x86_64" -> "x86_64";
      case "arm64", "aarch64" -> "aarch64";
      default -> architecture;
    };
  }
}
