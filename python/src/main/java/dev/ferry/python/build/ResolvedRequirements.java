package dev.ferry.python.build;

import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.BuildPolicy;
import dev.ferry.python.resolve.FitMode;
import dev.ferry.python.resolve.Request;
import dev.ferry.python.resolve.ResolveRequest;
import dev.ferry.python.resolve.ResolvedPackage;
import dev.ferry.python.resolve.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Build requirements from the same sources as everything else, resolved for this machine, wheels
 * only.
 */
final class ResolvedRequirements implements BuildRequirements {
  private final Resolver resolver;
  private final SourceFiles files;
  private final Target host;

  ResolvedRequirements(Resolver resolver, SourceFiles files, Target host) {
    this.resolver = resolver;
    this.files = files;
    this.host = host;
  }

  @Override
  public List<BuildWheel> wheels(List<Requirement> requirements, HostPython python) {
    List<Request> requests =
        requirements.stream()
            .map(
                wanted -> new Request(wanted, List.of(), Text.of("the build requirements", "构建依赖")))
            .toList();
    ResolveRequest request =
        new ResolveRequest(
            machine(python),
            requests,
            List.of(),
            List.of(),
            Map.of(),
            false,
            Optional.empty(),
            BuildPolicy.WHEELS,
            FitMode.OFF,
            List.of(),
            true,
            false,
            List.of());
    List<BuildWheel> wheels = new ArrayList<>();
    for (ResolvedPackage found : resolver.resolve(request).packages()) {
      SourceFiles.Fetched fetched = files.fetch(found.file());
      String pin = found.name() + "==" + found.version();
      wheels.add(new BuildWheel(pin, fetched.digest(), fetched.path(), found.file().filename()));
    }
    return wheels;
  }

  /** This machine with another of its interpreters. */
  private Target machine(HostPython python) {
    return new Target(
        host.name(),
        host.os(),
        host.machine(),
        host.libc(),
        host.glibcxx(),
        python.version(),
        host.accelerator(),
        host.pageSize(),
        host.cpuFlags(),
        Map.of(),
        List.of());
  }
}
