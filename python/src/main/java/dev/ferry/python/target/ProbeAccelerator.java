package dev.ferry.python.target;

import dev.ferry.model.Accelerator;
import dev.ferry.model.CudaDrivers;
import dev.ferry.model.SymbolVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The accelerator in a probe: NVIDIA where there is a driver, else Ascend, else none. */
final class ProbeAccelerator {
  /** CANN calls itself {@code 8.0.RC1}; what follows the numbers is left out. */
  private static final Pattern CANN =
      Pattern.compile("([0-9]{1,3}\\.[0-9]{1,3}(?:\\.[0-9]{1,3})?).*");

  private ProbeAccelerator() {}

  static Accelerator read(ProbeFields probe) {
    return probe
        .findObject("nvidia")
        .flatMap(ProbeAccelerator::cuda)
        .or(() -> probe.findObject("ascend").flatMap(ProbeAccelerator::ascend))
        .orElseGet(Accelerator.None::new);
  }

  /** The ceiling is the higher of what the table gives for the driver and what the driver says. */
  private static Optional<Accelerator> cuda(ProbeFields nvidia) {
    Optional<SymbolVersion> driver = findVersion(nvidia, "driver").map(version -> cut(version, 3));
    Optional<SymbolVersion> ceiling =
        Stream.concat(
                driver.flatMap(CudaDrivers::findCeiling).stream(),
                findVersion(nvidia, "cuda").map(cuda -> cut(cuda, 2)).stream())
            .max(SymbolVersion::compareTo);
    if (driver.isEmpty() && ceiling.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Accelerator.Cuda(ceiling.orElse(SymbolVersion.of(0, 0)), driver));
  }

  /** A version of at least two parts, as a target's name has them. */
  private static Optional<SymbolVersion> findVersion(ProbeFields nvidia, String field) {
    return nvidia
        .findVersion(field)
        .map(
            version -> version.parts().size() > 1 ? version : SymbolVersion.of(version.part(0), 0));
  }

  private static SymbolVersion cut(SymbolVersion version, int most) {
    List<Integer> parts = version.parts();
    return new SymbolVersion(parts.subList(0, Math.min(most, parts.size())));
  }

  private static Optional<Accelerator> ascend(ProbeFields ascend) {
    return ascend
        .findText("cann")
        .map(
            text -> {
              Matcher numbers = CANN.matcher(text);
              if (!numbers.matches()) {
                throw ascend.bad("cann", "a version such as 8.0", text);
              }
              return new Accelerator.Ascend(ascend.version("cann", numbers.group(1)));
            });
  }
}
