package dev.ferry.python.resolve;

import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a release declares, as far as it applies to the target: markers, overrides, corrections. */
final class Declarations {
  private final Rules rules;

  Declarations(Rules rules) {
    this.rules = rules;
  }

  /** Without any extra. */
  List<Requirement> of(Metadata metadata) {
    List<Requirement> result = new ArrayList<>();
    for (Requirement declared : metadata.requiresDist()) {
      if (holds(declared, Set.of())) {
        addOverridden(declared, result);
      }
    }
    for (Correction correction : corrections(metadata)) {
      for (Requirement more : correction.requires()) {
        if (holds(more, Set.of())) {
          addOverridden(more, result);
        }
      }
    }
    return result;
  }

  /** What an extra adds. */
  List<Requirement> of(Metadata metadata, String extra) {
    List<Requirement> result = new ArrayList<>();
    Set<String> extras = Set.of(extra);
    for (Requirement declared : metadata.requiresDist()) {
      if (declared.marker().mentionsExtra()
          && holds(declared, extras)
          && !holds(declared, Set.of())) {
        addOverridden(declared, result);
      }
    }
    return result;
  }

  /** The corrections of a release. */
  List<Correction> corrections(Metadata metadata) {
    List<Correction> result = new ArrayList<>();
    for (Correction correction : rules.request().corrections()) {
      if (correction.name().equals(metadata.name())
          && correction.versions().contains(metadata.version())) {
        result.add(correction);
      }
    }
    return result;
  }

  /** What is asked for, with overrides put in. */
  List<Requirement> overridden(Requirement requirement) {
    List<Requirement> result = new ArrayList<>();
    addOverridden(requirement, result);
    return result;
  }

  private void addOverridden(Requirement declared, List<Requirement> to) {
    Optional<List<Requirement>> instead = rules.findOverrides(declared.name());
    if (instead.isEmpty()) {
      to.add(declared);
      return;
    }
    for (Requirement override : instead.get()) {
      TreeSet<String> extras = new TreeSet<>(override.extras());
      extras.addAll(declared.extras());
      to.add(
          new Requirement(
              override.name(), extras, override.specifiers(), override.url(), override.marker()));
    }
  }

  private boolean holds(Requirement requirement, Set<String> extras) {
    return requirement.marker().isAlways()
        || requirement.marker().evaluate(rules.environment(), extras);
  }

  /** The nodes that a requirement reaches: the project, and each extra. */
  static List<Node> nodes(Requirement requirement) {
    PackageName name = requirement.name();
    List<Node> nodes = new ArrayList<>(1 + requirement.extras().size());
    nodes.add(Node.of(name));
    for (String extra : requirement.extras()) {
      nodes.add(Node.of(name, extra));
    }
    return nodes;
  }
}
