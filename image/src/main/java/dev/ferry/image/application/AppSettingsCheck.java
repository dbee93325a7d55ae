package dev.ferry.image.application;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What settings may say, wherever they come from: a file, the command line, a recipe. */
public final class AppSettingsCheck {
  /** Labels that say what an image is; nobody else writes them. */
  private static final String OWN = "dev.ferry.";

  private static final Set<String> RESERVED =
      Set.of(
          "org.opencontainers.image.base.digest",
          "org.opencontainers.image.created",
          "org.opencontainers.image.title",
          "org.opencontainers.image.version");

  /** Folders that an engine would hide from the image, or that are the system's. */
  private static final Set<String> SYSTEM =
      Set.of(
          "/",
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/lib",
          "/lib64",
          "/proc",
          "/run",
          "/sbin",
          "/sys",
          "/usr",
          "/opt",
          "/opt/ferry",
          "/opt/ferry/env",
          "/opt/ferry/app",
          "/var",
          "/var/lib",
          "/var/lib/ferry");

  private final List<Text> faults = new ArrayList<>();

  private AppSettingsCheck() {}

  /**
   * Refuses what an image must not be told.
   *
   * @throws FerryException of kind USAGE that names everything
   */
  public static void check(AppSettings settings) {
    AppSettingsCheck check = new AppSettingsCheck();
    check.words(settings);
    check.names(settings);
    settings.volumes().forEach(check::volume);
    if (!check.faults.isEmpty()) {
      throw new FerryException(Failure.USAGE, Text.of("Bad settings of an application", "应用的设置有误"))
          .reasons(check.faults);
    }
  }

  private void words(AppSettings settings) {
    List<String> words = new ArrayList<>(settings.entrypoint());
    words.addAll(settings.command());
    settings.health().ifPresent(health -> words.addAll(health.command()));
    boolean bad = words.stream().anyMatch(word -> word.indexOf('\0') >= 0);
    boolean noProgram = !settings.entrypoint().isEmpty() && settings.entrypoint().get(0).isBlank();
    if (bad || noProgram) {
      faults.add(
          Text.of(
              "`entrypoint`, `command`, `health.command`: want words, the first a program",
              "`entrypoint`、`command`、`health.command`：应为若干词，第一个为程序"));
    }
  }

  private void names(AppSettings settings) {
    for (Map.Entry<String, String> one : settings.env().entrySet()) {
      if (!AppSettingsReader.VARIABLE.matcher(one.getKey()).matches()
          || isNotLine(one.getValue())) {
        faults.add(bad("env", one.getKey(), Text.of("`NAME` and one line", "`NAME` 和单行文字")));
      }
    }
    for (Map.Entry<String, String> one : settings.labels().entrySet()) {
      if (one.getKey().startsWith(OWN) || RESERVED.contains(one.getKey())) {
        faults.add(
            bad(
                "labels",
                one.getKey(),
                Text.of("a name that Ferry does not set", "不由 Ferry 设置的名字")));
      } else if (!AppSettingsReader.LABEL.matcher(one.getKey()).matches()
          || isNotLine(one.getValue())) {
        faults.add(bad("labels", one.getKey(), Text.of("a name and one line", "名字和单行文字")));
      }
    }
    for (String port : settings.ports()) {
      boolean number = AppSettingsReader.PORT.matcher(port).matches();
      if (!number || Integer.parseInt(port.split("/", -1)[0]) > 65_535) {
        faults.add(bad("ports", port, Text.same("`8080/tcp`")));
      }
    }
    settings
        .stopSignal()
        .filter(signal -> !AppSettingsReader.SIGNAL.matcher(signal).matches())
        .ifPresent(signal -> faults.add(bad("stop-signal", signal, Text.same("`SIGTERM`"))));
  }

  private void volume(String path) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    boolean inside =
        plain.startsWith("/")
            && !isNotLine(plain)
            && List.of(plain.split("/", -1)).stream()
                .skip(1)
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!inside || SYSTEM.contains(plain)) {
      faults.add(
          bad(
              "volumes",
              path,
              Text.of("an absolute folder that is not the system's", "绝对路径，且不是系统目录")));
    }
  }

  private static boolean isNotLine(String text) {
    return text.length() > 32_768 || text.chars().anyMatch(Character::isISOControl);
  }

  private static Text bad(String key, String got, Text want) {
    String shown = got.replaceAll("\\p{Cntrl}", "?");
    return Text.of(
        "bad value for `%s`: got `%s`, want %s", "`%s` 的值有误：是 `%s`，应为 %s", key, shown, want);
  }
}
