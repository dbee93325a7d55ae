package dev.ferry.image.make;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.base.Base;
import dev.ferry.image.config.RunSettings;
import dev.ferry.image.layers.AccountLayer;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an image is started: what the application says, and what Ferry knows where it says nothing.
 */
final class Startup {
  private static final String PYTHON = "/" + ImageLayout.ENVIRONMENT + "/bin/python";
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String SERVER = "/" + ImageLayout.SERVER + "/ferry_serve.py";
  private static final String SERVER_PORT = "8080";

  private final Recipe recipe;
  private final EnvironmentDocument environment;
  private final Base base;

  private Startup(Recipe recipe, EnvironmentDocument environment, Base base) {
    this.recipe = recipe;
    this.environment = environment;
    this.base = base;
  }

  static RunSettings of(
      Recipe recipe, EnvironmentDocument environment, Base base, SortedMap<String, String> labels) {
    Startup startup = new Startup(recipe, environment, base);
    SortedMap<String, String> all = new TreeMap<>(recipe.settings().labels());
    all.putAll(labels);
    return new RunSettings(startup.app(), startup.env(), startup.volumes(), all);
  }

  private AppSettings app() {
    AppSettings given = recipe.settings();
    return given.orElse(recipe.server() ? server() : usual());
  }

  /** {@code main.py} of the application, or the interpreter. */
  private AppSettings usual() {
    if (recipe.variant() == Variant.CPP) {
      if (recipe.settings().entrypoint().isEmpty()) {
        throw new FerryException(
                Failure.USAGE,
                Text.of(
                    "The variant `cpp` needs an entry point: the program", "变体 `cpp` 需要入口：要运行的程序"))
            .hint(
                Text.of(
                    "name it in `ferry-app.yaml` or with `--entrypoint`",
                    "写在 `ferry-app.yaml` 中或用 `--entrypoint` 给出"));
      }
      return AppSettings.none();
    }
    String main = "/" + ImageLayout.APPLICATION + "/main.py";
    List<String> words = isThere("main.py") ? List.of(PYTHON, main) : List.of(PYTHON);
    return started(words, List.of(), Optional.empty());
  }

  private boolean isThere(String path) {
    return recipe.folders().getOrDefault(ImageLayout.APPLICATION, List.of()).stream()
        .anyMatch(file -> file.path().equals(path));
  }

  private AppSettings server() {
    String model = "/" + ImageLayout.MODEL + "/" + model();
    String check =
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:"
            + SERVER_PORT
            + "/healthz', timeout=3)";
    AppSettings.Health health = new AppSettings.Health(List.of(PYTHON, "-c", check), 30, 5, 60, 3);
    return started(
        List.of(PYTHON, SERVER, "--model", model),
        List.of(SERVER_PORT + "/tcp"),
        Optional.of(health));
  }

  /** The name that a model's program and its parameters share. */
  private String model() {
    List<AppFile> files = recipe.folders().getOrDefault(ImageLayout.MODEL, List.of());
    List<String> names = new ArrayList<>();
    for (AppFile file : files) {
      if (file.path().endsWith(".pdiparams")) {
        names.add(file.path().substring(0, file.path().length() - ".pdiparams".length()));
      }
    }
    if (names.size() != 1) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "The folder of `--serve` holds %d models (`*.pdiparams`), want one",
              "`--serve` 的目录中有 %d 个模型（`*.pdiparams`），应为一个", names.size()));
    }
    return names.get(0);
  }

  private static AppSettings started(
      List<String> entrypoint, List<String> ports, Optional<AppSettings.Health> health) {
    return new AppSettings(
        entrypoint,
        List.of(),
        new TreeMap<>(),
        ports,
        List.of(),
        health,
        Optional.empty(),
        new TreeMap<>());
  }

  private SortedMap<String, String> env() {
    SortedMap<String, String> env = new TreeMap<>(base.env());
    String folder = "/" + ImageLayout.ENVIRONMENT;
    env.put("PATH", folder + "/bin:" + base.env().getOrDefault("PATH", USUAL_PATH));
    env.put("HOME", "/" + ImageLayout.HOME);
    env.putIfAbsent("LANG", "C.UTF-8");
    env.put("FERRY_ENV", folder);
    if (recipe.variant() != Variant.CPP) {
      env.put("VIRTUAL_ENV", folder);
      env.put("PYTHONUNBUFFERED", "1");
      env.put("PYTHONDONTWRITEBYTECODE", "1");
    }
    for (Map.Entry<String, String> own : environment.env().entrySet()) {
      env.put(own.getKey(), own.getValue().replace("${FERRY_ENV}", folder));
    }
    env.putAll(recipe.settings().env());
    return env;
  }

  private List<String> volumes() {
    List<String> volumes = new ArrayList<>(List.of("/tmp"));
    AccountLayer.VOLUMES.forEach(name -> volumes.add("/" + ImageLayout.HOME + "/" + name));
    volumes.addAll(recipe.settings().volumes());
    return volumes.stream().distinct().sorted().toList();
  }
}
