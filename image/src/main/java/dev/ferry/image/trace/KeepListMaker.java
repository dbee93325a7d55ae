package dev.ferry.image.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.image.proof.Golden;
import dev.ferry.image.proof.GoldenCase;
import dev.ferry.image.variant.KeepList;
import dev.ferry.image.variant.KeepList.Measured;
import dev.ferry.image.variant.KeepList.Subject;
import dev.ferry.image.variant.Variant;
import dev.ferry.image.variant.VariantRules;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.PlannedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a keep list of what a trace found. */
public final class KeepListMaker {
  private static final int LARGEST_CPUINFO = 4 << 20;

  private KeepListMaker() {}

  /**
   * Makes a keep list.
   *
   * @param traced what was opened
   * @param plan of the environment; what it does not name (files beside the packages) is counted as
   *     part of the system and stays in every image
   * @param subject what was measured
   * @param golden whose cases were run
   */
  public static KeepList make(
      TracedPaths traced, InstallationPlan plan, Subject subject, Variant variant, Golden golden) {
    SortedMap<String, String> owners = new TreeMap<>();
    SortedSet<String> system = new TreeSet<>((java.util.Set<String>) traced.system());
    for (String path : traced.environment()) {
      @Nullable PlannedFile file = plan.files().get(path);
      if (file == null) {
        system.add(TracedPaths.ENVIRONMENT + "/" + path);
      } else {
        owners.put(path, file.owner());
      }
    }
    List<String> cases = golden.cases().stream().map(GoldenCase::name).toList();
    return new KeepList(
        subject,
        variant,
        VariantRules.builtIn().version(),
        new Measured("ptrace", cases, cpuFlags()),
        KeepList.byOwner(owners),
        system);
  }

  /** What the processor can do, in order: {@code flags} on x86, {@code Features} on Arm. */
  static List<String> cpuFlags() {
    try (InputStream in = Files.newInputStream(Path.of("/proc/cpuinfo"))) {
      return new String(in.readNBytes(LARGEST_CPUINFO), UTF_8)
          .lines()
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
          .map(flags -> List.copyOf(new TreeSet<>(List.of(flags))))
          .orElse(List.of());
    } catch (IOException unknown) {
      return List.of();
    }
  }
}
