package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.python.marker.MarkerEnvironment;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that decides a resolution, except what the sources offer.
 *
 * @param target the machine
 * @param requirements what was asked for
 * @param constraints bounds for projects that are needed anyway
 * @param overrides what stands instead of every other requirement on the same project
 * @param preferences versions to keep while they can be kept: those of an earlier lock or target
 * @param prereleases whether pre-releases are taken as readily as releases
 * @param excludeNewer files uploaded at or after this time do not exist
 * @param builds which releases may be taken from source
 * @param fit what happens to wheels whose libraries do not fit
 * @param corrections of what projects declare wrongly
 * @param allowUnhashed whether files without a hash on their page are taken
 * @param requireHashes whether every file must be named by a hash of a {@link Request}, as pip's
 *     {@code --require-hashes}; any request with hashes means the same
 * @param exclusions wheels that were found not to fit after an earlier resolution
 */
public record ResolveRequest(
    Target target,
    List<Request> requirements,
    List<Requirement> constraints,
    List<Requirement> overrides,
    Map<PackageName, Version> preferences,
    boolean prereleases,
    Optional<Instant> excludeNewer,
    BuildPolicy builds,
    FitMode fit,
    List<Correction> corrections,
    boolean allowUnhashed,
    boolean requireHashes,
    List<Exclusion> exclusions) {
  public ResolveRequest {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
    preferences = Map.copyOf(preferences);
    corrections = List.copyOf(corrections);
    exclusions = List.copyOf(exclusions);
  }

  /** Requirements for a target, with every rule at its default. */
  public static ResolveRequest of(Target target, List<Request> requirements) {
    return new ResolveRequest(
        target,
        requirements,
        List.of(),
        List.of(),
        Map.of(),
        false,
        Optional.empty(),
        BuildPolicy.ANY,
        FitMode.STRICT,
        List.of(),
        false,
        false,
        List.of());
  }

  /** The same for another machine. */
  public ResolveRequest withTarget(Target other) {
    return new ResolveRequest(
        other,
        requirements,
        constraints,
        overrides,
        preferences,
        prereleases,
        excludeNewer,
        builds,
        fit,
        corrections,
        allowUnhashed,
        requireHashes,
        exclusions);
  }

  /** The same with other things asked for. */
  public ResolveRequest withRequirements(List<Request> others) {
    return new ResolveRequest(
        target,
        others,
        constraints,
        overrides,
        preferences,
        prereleases,
        excludeNewer,
        builds,
        fit,
        corrections,
        allowUnhashed,
        requireHashes,
        exclusions);
  }

  /** What was asked for and is not meant for the target, as its markers say (PEP 508). */
  public List<Requirement> inapplicable() {
    MarkerEnvironment environment = MarkerEnvironment.of(target);
    return requirements.stream()
        .map(Request::requirement)
        .filter(one -> !one.marker().isAlways() && !one.marker().evaluate(environment, Set.of()))
        .toList();
  }

  /** The same with another policy for sources. */
  ResolveRequest withBuilds(BuildPolicy policy) {
    return new ResolveRequest(
        target,
        requirements,
        constraints,
        overrides,
        preferences,
        prereleases,
        excludeNewer,
        policy,
        fit,
        corrections,
        allowUnhashed,
        requireHashes,
        exclusions);
  }

  /** The same, keeping these versions where they can be kept. */
  public ResolveRequest withPreferences(Map<PackageName, Version> versions) {
    return new ResolveRequest(
        target,
        requirements,
        constraints,
        overrides,
        versions,
        prereleases,
        excludeNewer,
        builds,
        fit,
        corrections,
        allowUnhashed,
        requireHashes,
        exclusions);
  }

  /** The same, taking files without a hash. */
  ResolveRequest withAllowUnhashed() {
    return new ResolveRequest(
        target,
        requirements,
        constraints,
        overrides,
        preferences,
        prereleases,
        excludeNewer,
        builds,
        fit,
        corrections,
        true,
        false,
        exclusions);
  }

  /** The same without some wheels. */
  public ResolveRequest withExclusions(List<Exclusion> unfit) {
    return new ResolveRequest(
        target,
        requirements,
        constraints,
        overrides,
        preferences,
        prereleases,
        excludeNewer,
        builds,
        fit,
        corrections,
        allowUnhashed,
        requireHashes,
        unfit);
  }
}
