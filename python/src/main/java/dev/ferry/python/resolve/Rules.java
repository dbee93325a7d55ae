package dev.ferry.python.resolve;

import dev.ferry.model.Digest;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.marker.MarkerEnvironment;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.tag.TargetTags;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifier;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A request, made ready to be asked many times by many threads. */
final class Rules {
  private final ResolveRequest request;
  private final MarkerEnvironment environment;
  private final TargetTags tags;
  private final Map<String, OptionalInt> ranks = new ConcurrentHashMap<>();
  private final Map<String, Boolean> pythons = new ConcurrentHashMap<>();
  private final List<Request> asked = new ArrayList<>();
  private final Map<PackageName, List<Requirement>> constraints = new LinkedHashMap<>();
  private final Map<PackageName, List<Requirement>> overrides = new LinkedHashMap<>();
  private final Map<PackageName, Set<Digest>> hashes = new HashMap<>();
  private final Map<PackageName, Requirement> urls = new HashMap<>();
  private final Set<PackageName> prereleases = new HashSet<>();
  private final Map<PackageName, List<VersionSpecifier>> pins = new HashMap<>();
  private final boolean hashesRequired;

  Rules(ResolveRequest request) {
    this.request = request;
    this.environment = MarkerEnvironment.of(request.target());
    this.tags = TargetTags.of(request.target());
    for (Request one : request.requirements()) {
      if (holds(one.requirement())) {
        asked.add(one);
        learn(one.requirement());
        hashes
            .computeIfAbsent(one.requirement().name(), name -> new HashSet<>())
            .addAll(one.hashes());
      }
    }
    index(request.constraints(), constraints);
    index(request.overrides(), overrides);
    hashesRequired =
        request.requireHashes() || asked.stream().anyMatch(one -> !one.hashes().isEmpty());
  }

  private void index(List<Requirement> from, Map<PackageName, List<Requirement>> to) {
    for (Requirement requirement : from) {
      if (holds(requirement)) {
        to.computeIfAbsent(requirement.name(), name -> new ArrayList<>()).add(requirement);
        learn(requirement);
      }
    }
  }

  private void learn(Requirement requirement) {
    if (requirement.specifiers().mentionsPrerelease()) {
      prereleases.add(requirement.name());
    }
    if (requirement.url().isPresent()) {
      urls.putIfAbsent(requirement.name(), requirement);
    }
    for (VersionSpecifier clause : requirement.specifiers().clauses()) {
      if (isPin(clause)) {
        pins.computeIfAbsent(requirement.name(), name -> new ArrayList<>()).add(clause);
      }
    }
  }

  /** {@code ==} without a star, or {@code ===}: PEP 592 lets these reach withdrawn files. */
  static boolean isPin(VersionSpecifier clause) {
    return clause instanceof VersionSpecifier.Arbitrary
        || (clause instanceof VersionSpecifier.Comparison comparison
            && comparison.operator() == VersionSpecifier.Operator.EQUAL);
  }

  ResolveRequest request() {
    return request;
  }

  MarkerEnvironment environment() {
    return environment;
  }

  /** What was asked for and applies to the target. */
  List<Request> asked() {
    return asked;
  }

  List<Requirement> constraints(PackageName name) {
    return constraints.getOrDefault(name, List.of());
  }

  /** What stands instead of other requirements; nothing means that they stand themselves. */
  Optional<List<Requirement>> findOverrides(PackageName name) {
    return Optional.ofNullable(overrides.get(name));
  }

  Optional<Requirement> findUrl(PackageName name) {
    return Optional.ofNullable(urls.get(name));
  }

  boolean prereleasesAsked(PackageName name) {
    return request.prereleases() || prereleases.contains(name);
  }

  boolean isPinned(PackageName name, Version version) {
    for (VersionSpecifier pin : pins.getOrDefault(name, List.of())) {
      if (pin.contains(version)) {
        return true;
      }
    }
    return false;
  }

  /** A wheel that is named by its URL is taken in any case. */
  boolean takesWheels(PackageName name) {
    return urls.containsKey(name) || request.builds().takesWheels(name);
  }

  /** The same for a file that was named itself, so that its page need not vouch for it. */
  Rules withoutHashes() {
    return new Rules(request.withAllowUnhashed());
  }

  boolean hashesRequired() {
    return hashesRequired;
  }

  Set<Digest> hashes(PackageName name) {
    return hashes.getOrDefault(name, Set.of());
  }

  private boolean holds(Requirement requirement) {
    return requirement.marker().isAlways() || requirement.marker().evaluate(environment, Set.of());
  }

  /**
   * The place of a wheel in the target's order of tags.
   *
   * @param tagText {@code python-abi-platform} of its file name
   */
  OptionalInt rank(String tagText) {
    return ranks.computeIfAbsent(
        tagText,
        text ->
            WheelFilename.findWheel("x-1-" + text + ".whl")
                .map(wheel -> tags.rank(wheel.tags()))
                .orElse(OptionalInt.empty()));
  }

  /** Whether a Requires-Python of a page holds; one that is not valid says nothing, as in pip. */
  boolean pythonFits(String specifiers) {
    Boolean known = pythons.get(specifiers);
    if (known == null) {
      known =
          VersionSpecifiers.findSpecifiers(specifiers)
              .map(environment::satisfiesPython)
              .orElse(true);
      pythons.put(specifiers, known);
    }
    return known;
  }
}
