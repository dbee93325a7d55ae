package dev.ferry.python.build;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/**
 * How a source distribution wants to be built (PEP 517, PEP 518).
 *
 * @param requirements PEP 508 strings of {@code build-system.requires}
 * @param object the backend's object path, {@code module:attribute}
 * @param path folders inside the source where the backend itself lies, {@code backend-path}
 */
record BuildBackend(List<String> requirements, String object, List<String> path) {
  private static final long LIMIT = 4L << 20;

  /**
   * What PEP 517 says where a project names no backend: setuptools, in the way that runs {@code
   * setup.py}.
   */
  private static final BuildBackend LEGACY =
      new BuildBackend(
          List.of("setuptools>=40.8.0"), "setuptools.build_meta:__legacy__", List.of());

  BuildBackend {
    requirements = List.copyOf(requirements);
    path = List.copyOf(path);
  }

  /**
   * Reads {@code pyproject.toml} of an unpacked source.
   *
   * @param label the sdist's file name, for messages
   */
  static BuildBackend read(Path source, String label) {
    Path file = source.resolve("pyproject.toml");
    if (!Files.isRegularFile(file)) {
      return LEGACY;
    }
    TomlParseResult toml = parse(file, label);
    if (!toml.isTable("build-system")) {
      return LEGACY;
    }
    List<String> requirements = strings(toml, "build-system.requires", label);
    String object = text(toml, "build-system.build-backend", label);
    if (object == null) {
      return new BuildBackend(
          requirements.isEmpty() ? LEGACY.requirements : requirements, LEGACY.object, List.of());
    }
    if (!object.matches("[A-Za-z0-9_.]+(:[A-Za-z0-9_.]+)?")) {
      throw bad(label, "build-system.build-backend", object);
    }
    List<String> path = strings(toml, "build-system.backend-path", label);
    for (String folder : path) {
      if (!source.resolve(folder).normalize().startsWith(source)) {
        throw bad(label, "build-system.backend-path", folder);
      }
    }
    return new BuildBackend(requirements, object, path);
  }

  private static TomlParseResult parse(Path file, String label) {
    try {
      if (Files.size(file) > LIMIT) {
        throw bad(label, "size", Files.size(file) + " bytes");
      }
      TomlParseResult toml = Toml.parse(file);
      if (toml.hasErrors()) {
        throw bad(label, "TOML", toml.errors().get(0).toString());
      }
      return toml;
    } catch (IOException unreadable) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Reading `pyproject.toml` of `%s` failed: %s",
              "读取 `%s` 的 `pyproject.toml` 失败：%s", label, unreadable.getMessage()),
          unreadable);
    }
  }

  private static @Nullable String text(TomlParseResult toml, String key, String label) {
    Object value = toml.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw bad(label, key, String.valueOf(value));
  }

  private static List<String> strings(TomlParseResult toml, String key, String label) {
    Object value = toml.get(key);
    if (value == null) {
      return List.of();
    }
    List<String> strings = new ArrayList<>();
    if (!(value instanceof TomlArray array) || array.size() > 200) {
      throw bad(label, key, String.valueOf(value));
    }
    for (Object item : array.toList()) {
      if (!(item instanceof String string)) {
        throw bad(label, key, String.valueOf(item));
      }
      strings.add(string);
    }
    return strings;
  }

  private static FerryException bad(String label, String field, String value) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Bad value for `%s` in `pyproject.toml` of `%s`: `%s`",
            "`%2$s` 的 `pyproject.toml` 中 `%1$s` 的值有误：`%3$s`", field, label, value));
  }
}
