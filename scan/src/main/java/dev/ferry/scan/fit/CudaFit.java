package dev.ferry.scan.fit;

import dev.ferry.model.Accelerator;
import dev.ferry.model.CudaDrivers;
import dev.ferry.model.FerryException;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Misfit;
import dev.ferry.python.version.Version;
import dev.ferry.python.wheel.WheelRecord;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which CUDA release a wheel was built for, and whether a target's driver runs it.
 *
 * <p>No standard field says so. In this order: the local version ({@code +cu118}); Paddle's post
 * releases ({@code .post120}) and its plain GPU releases, whose release is known by version; the
 * name of the index ({@code .../cu126/}); a required {@code nvidia-cuda-runtime} of one version or
 * series. On a target without accelerator nothing is judged: GPU builds import there, and what they
 * cannot load without a driver is found as a system library.
 *
 * @param release two numbers, or one where only the series is known
 */
record CudaFit(Optional<SymbolVersion> release) {
  private static final Pattern FLAVOUR = Pattern.compile("cu(\\d{2,3})");
  private static final Pattern IN_URL = Pattern.compile("(?:^|[/_-])cu(\\d{2,3})(?=$|[/_-])");
  private static final Pattern SERIES = Pattern.compile("nvidia-[a-z-]+-cu(\\d\\d)");
  private static final Pattern RUNTIME = Pattern.compile("nvidia-cuda-runtime(?:-cu\\d\\d)?");
  private static final Pattern EXACT = Pattern.compile("==\\s*(\\d{1,3}\\.\\d{1,3})");

  /**
   * By name and place alone.
   *
   * @param place name or address of the index it comes from
   */
  static CudaFit of(WheelFilename wheel, String place) {
    Optional<SymbolVersion> found = byVersion(wheel.name(), wheel.version());
    return new CudaFit(found.or(() -> gpuName(wheel.name()) ? byPlace(place) : Optional.empty()));
  }

  /** By version and requirements. */
  static CudaFit of(WheelRecord wheel) {
    try {
      Metadata metadata = Metadata.parse(wheel.metadata());
      return new CudaFit(
          byVersion(metadata.name(), metadata.version()).or(() -> byRequirements(metadata)));
    } catch (FerryException unreadable) {
      return new CudaFit(Optional.empty());
    }
  }

  /** By what its metadata requires, for a check that has the metadata but not the wheel. */
  static CudaFit of(Metadata metadata) {
    return new CudaFit(
        byVersion(metadata.name(), metadata.version()).or(() -> byRequirements(metadata)));
  }

  private static boolean gpuName(PackageName name) {
    return name.normalized().endsWith("-gpu") || name.normalized().startsWith("torch");
  }

  private static Optional<SymbolVersion> byVersion(PackageName name, Version version) {
    Optional<SymbolVersion> local = version.local().flatMap(text -> match(FLAVOUR, text));
    if (local.isPresent() || !name.normalized().equals("paddlepaddle-gpu")) {
      return local;
    }
    if (version.post().isPresent()) {
      return digits(String.valueOf(version.post().get()));
    }
    long major = version.release().getFirst();
    long minor = version.release().size() > 1 ? version.release().get(1) : 0;
    if (major != 2) {
      return Optional.empty();
    }
    return Optional.of(minor < 5 ? SymbolVersion.of(10, 2) : SymbolVersion.of(11, 8));
  }

  private static Optional<SymbolVersion> byPlace(String place) {
    return match(IN_URL, place);
  }

  private static Optional<SymbolVersion> byRequirements(Metadata metadata) {
    return metadata.requiresDist().stream()
        .filter(requirement -> !requirement.marker().mentionsExtra())
        .flatMap(requirement -> byRequirement(requirement).stream())
        .max(Comparator.naturalOrder());
  }

  private static Optional<SymbolVersion> byRequirement(Requirement requirement) {
    String name = requirement.name().normalized();
    if (RUNTIME.matcher(name).matches()) {
      Matcher exact = EXACT.matcher(requirement.specifiers().toString());
      if (exact.find()) {
        return Optional.of(SymbolVersion.parse(exact.group(1)));
      }
    }
    Matcher series = SERIES.matcher(name);
    return series.matches() ? Optional.of(SymbolVersion.parse(series.group(1))) : Optional.empty();
  }

  private static Optional<SymbolVersion> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? digits(matcher.group(1)) : Optional.empty();
  }

  /** {@code 118} is 11.8, {@code 12} is the series 12, {@code 90} is 9.0. */
  private static Optional<SymbolVersion> digits(String digits) {
    return switch (digits.length()) {
      case 2 ->
          Optional.of(
              digits.startsWith("9")
                  ? SymbolVersion.of(9, digits.charAt(1) - '0')
                  : SymbolVersion.parse(digits));
      case 3 -> Optional.of(SymbolVersion.parse(digits.substring(0, 2) + "." + digits.charAt(2)));
      default -> Optional.empty();
    };
  }

  /** A misfit where the target's driver is too old for the release. */
  Optional<Misfit> judge(Target target) {
    return release.isPresent() && target.accelerator() instanceof Accelerator.Cuda cuda
        ? judge(release.get(), cuda)
        : Optional.empty();
  }

  private static Optional<Misfit> judge(SymbolVersion release, Accelerator.Cuda cuda) {
    Optional<SymbolVersion> minimum = CudaDrivers.minimum(release);
    if (cuda.driver().isPresent() && minimum.isPresent()) {
      SymbolVersion driver = cuda.driver().get();
      return minimum.get().compareTo(driver) <= 0
          ? Optional.empty()
          : misfit(
              "CUDA " + release + " (NVIDIA driver " + CudaDrivers.shown(minimum.get()) + ")",
              "driver " + CudaDrivers.shown(driver));
    }
    // From CUDA 11 on a release runs with every driver of its series.
    boolean sameSeries = release.part(0) >= 11 && release.part(0) == cuda.ceiling().part(0);
    return sameSeries || release.compareTo(cuda.ceiling()) <= 0
        ? Optional.empty()
        : misfit("CUDA " + release, "CUDA " + cuda.ceiling());
  }

  private static Optional<Misfit> misfit(String need, String have) {
    return Optional.of(new Misfit(Misfit.Kind.DRIVER, "", need, have));
  }
}
