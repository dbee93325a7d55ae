package dev.ferry.bundle.spec;

import dev.ferry.bundle.yaml.Fields;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The bytes that are no packages: {@code files} and {@code python}. */
final class FileFields {
  static final List<String> FILE_KEYS = List.of("path", "url", "sha256", "to", "unpack");
  static final List<String> PYTHON_KEYS = List.of("target", "file", "url", "sha256", "executable");

  /** What the installer writes itself, relative to the environment's folder. */
  private static final Set<String> RESERVED =
      Set.of(
          "pyvenv.cfg",
          "ferry-environment.json",
          "bin/python",
          "bin/python3",
          "bin/activate",
          "bin/ferry-run",
          "bin",
          "lib",
          "lib64",
          "include");

  private FileFields() {}

  static List<EnvironmentSpec.CarriedFile> files(Fields spec, Checks checks) {
    List<EnvironmentSpec.CarriedFile> files = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Fields file : spec.mappings("files", FILE_KEYS)) {
      Optional<EnvironmentSpec.Origin> origin = origin(file, "path", checks);
      Optional<Digest> sha256 = sha256(file);
      boolean unpack = file.flag("unpack");
      Optional<YamlNode.Scalar> to = file.required("to");
      to.ifPresent(value -> checkDestination(file, value, unpack, taken));
      if (origin.isPresent() && to.isPresent()) {
        files.add(new EnvironmentSpec.CarriedFile(origin.get(), sha256, to.get().text(), unpack));
      }
    }
    return files;
  }

  static List<EnvironmentSpec.Interpreter> interpreters(Fields spec, Checks checks) {
    List<EnvironmentSpec.Interpreter> interpreters = new ArrayList<>();
    for (Fields python : spec.mappings("python", PYTHON_KEYS)) {
      Optional<YamlNode.Scalar> target = python.scalar("target");
      target.ifPresent(checks::target);
      Optional<YamlNode.Scalar> executable = python.scalar("executable");
      executable
          .filter(value -> !isInside(value.text()))
          .ifPresent(value -> python.wrong(value, "executable", inside()));
      Optional<Digest> sha256 = sha256(python);
      origin(python, "file", checks)
          .ifPresent(
              origin ->
                  interpreters.add(
                      new EnvironmentSpec.Interpreter(
                          target.map(YamlNode.Scalar::text),
                          origin,
                          sha256,
                          executable.map(YamlNode.Scalar::text))));
    }
    return interpreters;
  }

  private static Optional<EnvironmentSpec.Origin> origin(
      Fields file, String localKey, Checks checks) {
    Optional<YamlNode.Scalar> local = file.scalar(localKey);
    Optional<YamlNode.Scalar> url = file.scalar("url");
    if (local.isPresent() == url.isPresent()) {
      file.mistakes()
          .add(
              file.place(),
              Text.of("either `%s` or `url` is wanted", "应有 `%s` 或 `url` 其中之一", localKey));
      return Optional.empty();
    }
    if (local.isPresent()) {
      return Optional.of(new EnvironmentSpec.Origin.Local(local.get().text()));
    }
    YamlNode.Scalar address = url.orElseThrow();
    checks.webAddress("url", address);
    if (!file.has("sha256")) {
      file.mistakes()
          .add(address.place(), Text.of("a download needs its `sha256`", "下载的文件必须给出 `sha256`"));
    }
    return Optional.of(new EnvironmentSpec.Origin.Download(address.text()));
  }

  private static Optional<Digest> sha256(Fields file) {
    Optional<YamlNode.Scalar> text = file.scalar("sha256");
    Optional<Digest> digest = text.flatMap(value -> Digest.findHex(value.text()));
    if (text.isPresent() && digest.isEmpty()) {
      file.wrong(text.get(), "sha256", Text.of("64 hexadecimal digits", "64 位十六进制数字"));
    }
    return digest;
  }

  private static void checkDestination(
      Fields file, YamlNode.Scalar to, boolean unpack, Set<String> taken) {
    String path = to.text();
    if (!isInside(path)) {
      file.wrong(to, "to", inside());
    } else if (!unpack && RESERVED.contains(path)) {
      file.wrong(to, "to", Text.of("a path that the installer does not write", "安装程序不会写入的路径"));
    } else if (!unpack && !taken.add(path.toLowerCase(Locale.ROOT))) {
      file.mistakes().add(to.place(), Text.of("two files go to `%s`", "两个文件都写到 `%s`", path));
    }
  }

  private static boolean isInside(String path) {
    return !path.isEmpty()
        && path.length() <= 1024
        && path.indexOf('\\') < 0
        && path.chars().noneMatch(Character::isISOControl)
        && List.of(path.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private static Text inside() {
    return Text.of("a relative path with `/`, without `..`", "以 `/` 分隔、不含 `..` 的相对路径");
  }
}
