package dev.ferry.cli.command;

import dev.ferry.bundle.lock.NamedSources;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.index.SourceOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where packages come from, on the command line. */
final class SourceArguments {
  @Option(
      names = {"-i", "--index-url"},
      paramLabel = "URL",
      descriptionKey = "index-url")
  private Optional<String> indexUrl = Optional.empty();

  @Option(names = "--extra-index-url", paramLabel = "URL", descriptionKey = "extra-index-url")
  private List<String> extraIndexUrls = new ArrayList<>();

  @Option(names = "--find-links", paramLabel = "URL|DIR", descriptionKey = "find-links")
  private List<String> findLinks = new ArrayList<>();

  @Option(names = "--no-index", descriptionKey = "no-index")
  private boolean noIndex;

  @Option(names = "--source", paramLabel = "NAME=URL", descriptionKey = "source")
  private Map<String, String> sources = new LinkedHashMap<>();

  @Option(
      names = "--source-package",
      paramLabel = "NAME=PACKAGE",
      descriptionKey = "source-package")
  private List<String> sourcePackages = new ArrayList<>();

  SourceOptions options(Invocation invocation) {
    return new SourceOptions(
        indexUrl,
        extraIndexUrls,
        findLinks.stream()
            .map(location -> NamedSources.located(location, invocation.folder()))
            .toList(),
        noIndex);
  }

  /** The named ones. */
  List<EnvironmentSpec.Source> named() {
    Map<String, List<String>> packages = new LinkedHashMap<>();
    for (String pin : sourcePackages) {
      int equals = pin.indexOf('=');
      String source = pin.substring(0, Math.max(0, equals));
      if (!sources.containsKey(source)) {
        throw new FerryException(
            Failure.USAGE,
            Text.of(
                "bad value for `--source-package`: got `%s`, want `NAME=PACKAGE` with a NAME of"
                    + " `--source`",
                "`--source-package` 的值有误：是 `%s`，应为 `NAME=PACKAGE`，且 NAME 由 `--source` 给出", pin));
      }
      packages.computeIfAbsent(source, name -> new ArrayList<>()).add(pin.substring(equals + 1));
    }
    List<EnvironmentSpec.Source> named = new ArrayList<>();
    sources.forEach(
        (name, url) ->
            named.add(
                new EnvironmentSpec.Source(
                    name,
                    EnvironmentSpec.Source.Kind.INDEX,
                    url,
                    List.of(),
                    packages.getOrDefault(name, List.of()))));
    return named;
  }
}
