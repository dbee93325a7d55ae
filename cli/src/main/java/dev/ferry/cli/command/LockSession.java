package dev.ferry.cli.command;

import dev.ferry.bundle.lock.LockFolder;
import dev.ferry.bundle.lock.LockRequest;
import dev.ferry.bundle.lock.NamedSources;
import dev.ferry.bundle.lock.RequirementFiles;
import dev.ferry.bundle.lock.SpecRequest;
import dev.ferry.bundle.lock.WorkbenchSetup;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.ResolveRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One reading of the arguments of {@code lock} and {@code pack}.
 *
 * @param spec with what the command line adds
 * @param targets at least one
 * @param common what is asked for on all of them
 * @param inFiles what the spec and requirements files themselves ask for
 * @param setup of the workbench
 */
record LockSession(
    EnvironmentSpec spec,
    List<Target> targets,
    ResolveRequest common,
    Set<PackageName> inFiles,
    WorkbenchSetup setup) {
  LockSession {
    inFiles = Set.copyOf(inFiles);
  }

  static LockSession of(Invocation invocation, ResolveArguments arguments) {
    EnvironmentSpec file = arguments.fileSpec(invocation);
    EnvironmentSpec spec = arguments.over(file);
    RequirementFiles files = arguments.files(invocation);
    Set<PackageName> inFiles = names(file, files);
    requireAskedFor(arguments.rules().without(), inFiles);
    List<Target> targets = arguments.targets(invocation, spec);
    ResolveRequest common = SpecRequest.of(spec, files, arguments.rules(), targets.get(0));
    return new LockSession(
        spec, targets, common, inFiles, arguments.workbench(invocation, spec, files));
  }

  private static Set<PackageName> names(EnvironmentSpec file, RequirementFiles files) {
    Set<PackageName> names = new TreeSet<>();
    file.requires().forEach(text -> names.add(Requirement.parse(text).name()));
    files.requirements().stream()
        .flatMap(one -> one.requirements().stream())
        .forEach(line -> names.add(line.requirement().name()));
    return names;
  }

  private static void requireAskedFor(Set<PackageName> without, Set<PackageName> inFiles) {
    for (PackageName name : new TreeSet<>(without)) {
      if (!inFiles.contains(name)) {
        throw new FerryException(
                Failure.USAGE,
                Text.of(
                    "bad value for `--without`: neither spec nor requirements files ask for `%s`",
                    "`--without` 的值有误：规格文件与 requirements 文件都没有要求 `%s`", name))
            .hint(asked(inFiles));
      }
    }
  }

  private static Text asked(Set<PackageName> inFiles) {
    return inFiles.isEmpty()
        ? Text.of(
            "No `-f` and no `-r` asks for anything; what stands on the command line is left out"
                + " there",
            "没有 `-f` 或 `-r` 文件提出要求；命令行上的依赖直接去掉即可")
        : Text.of(
            "They ask for: %s",
            "其中要求的有：%s",
            String.join(", ", inFiles.stream().sorted().map(Object::toString).toList()));
  }

  /** What to lock, with the locks of a folder as the earlier ones. */
  LockRequest request(LockFolder folder, ResolveArguments arguments, boolean reuse) {
    Map<String, Lock> earlier = new HashMap<>();
    for (Target target : targets) {
      folder.find(target.name()).ifPresent(lock -> earlier.put(target.name(), lock));
    }
    return request(earlier, arguments, reuse);
  }

  /** What to lock, without any earlier lock. */
  LockRequest request(ResolveArguments arguments) {
    return request(Map.of(), arguments, false);
  }

  private LockRequest request(
      Map<String, Lock> earlier, ResolveArguments arguments, boolean reuse) {
    return new LockRequest(
        targets,
        common,
        NamedSources.texts(setup.sources(), setup.options(), setup.folder()),
        spec.fit().ignore(),
        earlier,
        arguments.upgrade(),
        reuse,
        Map.of());
  }
}
