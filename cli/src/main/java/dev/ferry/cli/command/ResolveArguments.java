package dev.ferry.cli.command;

import dev.ferry.bundle.lock.LockFolder;
import dev.ferry.bundle.lock.LockRules;
import dev.ferry.bundle.lock.NamedSources;
import dev.ferry.bundle.lock.RequirementFiles;
import dev.ferry.bundle.lock.Upgrade;
import dev.ferry.bundle.lock.WorkbenchSetup;
import dev.ferry.bundle.spec.SpecCargo;
import dev.ferry.bundle.spec.SpecReader;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.reqfile.IndexOptions;
import dev.ferry.python.requirement.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code lock} and {@code pack} have in common: what is asked for, for which machines. */
final class ResolveArguments {
  @Parameters(paramLabel = "REQUIREMENT", arity = "0..*", descriptionKey = "requirement.parameter")
  private List<String> requirements = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "SPEC",
      descriptionKey = "file")
  private Optional<String> file = Optional.empty();

  @Option(
      names = {"-r", "--requirement"},
      paramLabel = "FILE",
      descriptionKey = "requirement")
  private List<String> requirementFiles = new ArrayList<>();

  @Option(
      names = {"-c", "--constraint"},
      paramLabel = "FILE",
      descriptionKey = "constraint")
  private List<String> constraintFiles = new ArrayList<>();

  @Option(names = "--override", paramLabel = "FILE", descriptionKey = "override")
  private List<String> overrideFiles = new ArrayList<>();

  @Option(
      names = {"-t", "--target"},
      paramLabel = "TARGET",
      descriptionKey = "target")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--python", paramLabel = "VERSION", descriptionKey = "python")
  private String python = "";

  @Option(names = "--refresh", descriptionKey = "refresh")
  private boolean refresh;

  @Option(names = "--allow-unsandboxed-build", descriptionKey = "allow-unsandboxed-build")
  private boolean allowUnsandboxedBuild;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private SourceArguments sources = new SourceArguments();
  @Mixin private RuleArguments rules = new RuleArguments();
  @Mixin private StoreOption store = new StoreOption();

  /** The spec's folder, or the current one. */
  Path folder(Invocation invocation) {
    return file.map(invocation::path)
        .flatMap(path -> Optional.ofNullable(path.getParent()))
        .orElse(invocation.folder());
  }

  /** Refuses what no given lock can heed. */
  void refuseWishes() {
    GivenLocks.refuseWishes(command.commandLine().getParseResult(), requirements);
  }

  /** Reads the spec that lies beside given locks, as it does in a bundle. */
  void beside(LockFolder locks) {
    Path spec = locks.folder().resolve("ferry.yaml");
    if (file.isEmpty() && Files.isRegularFile(spec)) {
      file = Optional.of(spec.toString());
    }
  }

  boolean hasSpecFile() {
    return file.isPresent();
  }

  /** Whether anything is asked for here, rather than by a given lock. */
  boolean asksForSomething() {
    return file.isPresent() || !requirements.isEmpty() || !requirementFiles.isEmpty();
  }

  /** What the file says, before the command line has its say. */
  EnvironmentSpec fileSpec(Invocation invocation) {
    return file.map(path -> SpecReader.read(invocation.path(path))).orElse(EnvironmentSpec.empty());
  }

  /** Refuses a spec whose files cannot be carried, before anything else is done. */
  void checkCargo(Invocation invocation, List<Target> targets) {
    file.ifPresent(path -> SpecCargo.check(invocation.path(path), targets));
  }

  /** The file's spec with what the command line adds. */
  EnvironmentSpec spec(Invocation invocation) {
    return over(fileSpec(invocation));
  }

  /** A spec with what the command line adds. */
  EnvironmentSpec over(EnvironmentSpec spec) {
    return new EnvironmentSpec(
        spec.name(),
        spec.version(),
        targets.isEmpty() ? spec.targets() : targets,
        spec.interpreters(),
        joined(remaining(spec.requires()), requirements),
        spec.constraints(),
        spec.overrides(),
        joined(sources.named(), spec.sources()),
        spec.prereleases(),
        spec.excludeNewer(),
        spec.build(),
        new EnvironmentSpec.Fit(
            rules.rules().fitMode().or(() -> spec.fit().mode()),
            joined(spec.fit().ignore(), rules.rules().fitIgnore())),
        spec.files(),
        spec.env(),
        spec.smoke(),
        spec.corrections());
  }

  private List<String> remaining(List<String> requires) {
    Set<PackageName> without = rules.without();
    return requires.stream()
        .filter(text -> !without.contains(Requirement.parse(text).name()))
        .toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** The machines, each once. A path of the spec starts from its folder. */
  List<Target> targets(Invocation invocation, EnvironmentSpec spec) {
    Path base = targets.isEmpty() ? folder(invocation) : invocation.folder();
    Map<String, Target> byName = new LinkedHashMap<>();
    for (String text : spec.targets()) {
      Target target = Targets.read(base, text, python);
      byName.putIfAbsent(target.name(), target);
    }
    if (byName.isEmpty()) {
      throw new FerryException(Failure.USAGE, Text.of("no target is given", "没有给出目标"))
          .hint(
              Text.of(
                  "Name the machine: `--target linux-x86_64-glibc2.28-cp311`, `--target probe.json`"
                      + " or `--target host`",
                  "请指定目标机器：`--target linux-x86_64-glibc2.28-cp311`、`--target probe.json` 或"
                      + " `--target host`"));
    }
    return List.copyOf(byName.values());
  }

  /** Writes the command line again with one change. */
  CommandLineWriter writer(Invocation invocation, LockSession session) {
    List<String> typed = command.root().commandLine().getParseResult().originalArgs();
    return new CommandLineWriter(
        ProgramName.of(invocation.environment()),
        TypedWords.of(command.root(), typed),
        session.inFiles(),
        namedTargets(invocation, session.spec()));
  }

  private List<CommandLineWriter.NamedTarget> namedTargets(
      Invocation invocation, EnvironmentSpec spec) {
    Path base = targets.isEmpty() ? folder(invocation) : invocation.folder();
    List<CommandLineWriter.NamedTarget> named = new ArrayList<>();
    for (String text : spec.targets()) {
      String word = targets.isEmpty() && Targets.isFile(text) ? besideFile(text) : text;
      named.add(
          new CommandLineWriter.NamedTarget(
              word, Targets.read(base, text, python).name(), () -> Targets.pythons(base, text)));
    }
    return named;
  }

  private String besideFile(String path) {
    return file.map(spec -> Path.of(spec).resolveSibling(path).toString()).orElse(path);
  }

  LockRules rules() {
    return rules.rules();
  }

  Upgrade upgrade() {
    return rules.upgrade();
  }

  StoreOption store() {
    return store;
  }

  RequirementFiles files(Invocation invocation) {
    return RequirementFiles.read(
        paths(invocation, requirementFiles),
        paths(invocation, constraintFiles),
        paths(invocation, overrideFiles),
        invocation.environment());
  }

  private static List<Path> paths(Invocation invocation, List<String> texts) {
    return texts.stream().map(invocation::path).toList();
  }

  /** How to put the workbench together. */
  WorkbenchSetup workbench(
      Invocation invocation, EnvironmentSpec spec, RequirementFiles requirementFiles) {
    SourceOptions options = sources.options(invocation);
    Set<String> trusted = new LinkedHashSet<>();
    for (IndexOptions one : requirementFiles.options()) {
      options = options.over(NamedSources.of(one));
      trusted.addAll(one.trustedHosts());
    }
    requirementFiles.ignored().forEach(invocation.console().progress()::warn);
    Set<String> waived = new LinkedHashSet<>(spec.fit().ignore());
    return new WorkbenchSetup(
        store.open(invocation),
        invocation.environment(),
        spec.sources(),
        folder(invocation),
        options,
        trusted,
        waived,
        refresh,
        rules().allowUnhashed(),
        allowUnsandboxedBuild,
        invocation.console().progress());
  }
}
