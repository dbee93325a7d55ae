package dev.ferry.cli.command;

import dev.ferry.bundle.lock.LockRules;
import dev.ferry.bundle.lock.Upgrade;
import dev.ferry.bundle.spec.UploadDeadline;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which releases and files may be taken, on the command line. */
final class RuleArguments {
  private static final String ALL = ":all:";

  @Option(names = "--pre", descriptionKey = "pre")
  private boolean prereleases;

  @Option(names = "--exclude-newer", paramLabel = "DATE", descriptionKey = "exclude-newer")
  private Optional<String> excludeNewer = Optional.empty();

  @Option(names = "--only-binary", paramLabel = "NAMES|:all:", descriptionKey = "only-binary")
  private List<String> onlyBinary = new ArrayList<>();

  @Option(names = "--no-binary", paramLabel = "NAMES|:all:", descriptionKey = "no-binary")
  private List<String> noBinary = new ArrayList<>();

  @Option(names = "--no-build", paramLabel = "NAME", descriptionKey = "no-build")
  private List<String> noBuild = new ArrayList<>();

  @Option(names = "--fit", paramLabel = "strict|warn|off", descriptionKey = "fit")
  private Optional<String> fit = Optional.empty();

  @Option(names = "--fit-ignore", paramLabel = "PATH", descriptionKey = "fit-ignore")
  private List<String> fitIgnore = new ArrayList<>();

  @Option(names = "--allow-unhashed", descriptionKey = "allow-unhashed")
  private boolean allowUnhashed;

  @Option(names = "--no-corrections", descriptionKey = "no-corrections")
  private boolean noCorrections;

  @Option(names = "--without", paramLabel = "NAME", descriptionKey = "without")
  private List<String> without = new ArrayList<>();

  @Option(names = "--require-hashes", descriptionKey = "require-hashes")
  private boolean requireHashes;

  @Option(
      names = {"-U", "--upgrade"},
      arity = "0..1",
      paramLabel = "NAME",
      descriptionKey = "upgrade",
      parameterConsumer = UpgradeConsumer.class)
  private List<String> upgrade = new ArrayList<>();

  LockRules rules() {
    Formats wheels = Formats.of(Stream.concat(onlyBinary.stream(), noBuild.stream()));
    Formats sources = Formats.of(noBinary.stream());
    refuseBoth(wheels, sources);
    return new LockRules(
        prereleases,
        excludeNewer.map(RuleArguments::deadline),
        wheels.all(),
        wheels.names(),
        sources.all(),
        sources.names(),
        fit,
        fitIgnore,
        allowUnhashed,
        requireHashes,
        !noCorrections,
        without());
  }

  /**
   * What one of the options for file formats says.
   *
   * @param all whether {@code :all:} is among it
   */
  private record Formats(boolean all, Set<PackageName> names) {
    static Formats of(Stream<String> values) {
      List<String> words =
          values
              .flatMap(value -> Arrays.stream(value.split(",")))
              .map(String::strip)
              .filter(word -> !word.isEmpty())
              .toList();
      Set<PackageName> names = new TreeSet<>();
      words.stream().filter(word -> !word.equals(ALL)).forEach(w -> names.add(PackageName.of(w)));
      return new Formats(words.contains(ALL), names);
    }
  }

  private static void refuseBoth(Formats wheels, Formats sources) {
    Set<PackageName> both = new TreeSet<>(wheels.names());
    both.retainAll(sources.names());
    if (!both.isEmpty() || (wheels.all() && sources.all())) {
      String what = both.isEmpty() ? ALL : both.iterator().next().normalized();
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "`%s` is wanted both as a wheel only and from source only",
              "`%s` 既要求只用 wheel，又要求只用源码", what));
    }
  }

  /** Projects that the spec and requirements files ask for in vain. */
  Set<PackageName> without() {
    Set<PackageName> names = new LinkedHashSet<>();
    without.forEach(name -> names.add(PackageName.of(name)));
    return names;
  }

  Upgrade upgrade() {
    Set<PackageName> names = new HashSet<>();
    upgrade.stream()
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.add(PackageName.of(name)));
    return new Upgrade(upgrade.contains(""), names);
  }

  private static Instant deadline(String text) {
    return UploadDeadline.find(text)
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.USAGE,
                    Text.of(
                        "bad value for `--exclude-newer`: got `%s`, want `2026-11-21` or"
                            + " `2026-11-21T08:00:00Z`",
                        "`--exclude-newer` 的值有误：是 `%s`，应为 `2026-11-21` 或 `2026-11-21T08:00:00Z`",
                        text)));
  }
}
