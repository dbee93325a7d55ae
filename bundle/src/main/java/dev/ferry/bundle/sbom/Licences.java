package dev.ferry.bundle.sbom;

import dev.ferry.python.metadata.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a package's metadata says about its licence, in CycloneDX's words. */
final class Licences {
  private static final int LONGEST = 200;

  private Licences() {}

  /**
   * An SPDX expression (PEP 639) where there is one; else the names of the classifiers; else the
   * first line of the old free-text field. Empty where the package says nothing.
   */
  static List<Map<String, Object>> of(Metadata.Licence licence) {
    if (!licence.expression().isEmpty()) {
      return List.of(Map.of("expression", licence.expression()));
    }
    Set<String> names = new LinkedHashSet<>();
    for (String classifier : licence.classifiers()) {
      names.add(classifier.substring(classifier.lastIndexOf("::") + 2).strip());
    }
    names.remove("OSI Approved");
    if (names.isEmpty()) {
      licence
          .text()
          .lines()
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .limit(1)
          .forEach(names::add);
    }
    List<Map<String, Object>> licences = new ArrayList<>();
    for (String name : names) {
      if (!name.isEmpty()) {
        String bounded = name.substring(0, Math.min(LONGEST, name.length()));
        licences.add(Map.of("license", Map.of("name", bounded)));
      }
    }
    return licences;
  }
}
