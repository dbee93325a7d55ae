package dev.ferry.bundle.sbom;

import dev.ferry.python.metadata.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a package's metadata says about its licence. */
public final class Licences {
  private static final int LONGEST = 200;

  private Licences() {}

  /**
   * An SPDX expression (PEP 639) where there is one; else the names of the classifiers; else the
   * first line of the old free-text field. Empty where the package says nothing.
   */
  public static List<String> words(Metadata.Licence licence) {
    return licence.expression().isEmpty() ? names(licence) : List.of(licence.expression());
  }

  /** The same in CycloneDX's words. */
  static List<Map<String, Object>> of(Metadata.Licence licence) {
    if (!licence.expression().isEmpty()) {
      return List.of(Map.of("expression", licence.expression()));
    }
    List<Map<String, Object>> licences = new ArrayList<>();
    names(licence).forEach(name -> licences.add(Map.of("license", Map.of("name", name))));
    return licences;
  }

  private static List<String> names(Metadata.Licence licence) {
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
    names.remove("");
    return names.stream().map(name -> name.substring(0, Math.min(LONGEST, name.length()))).toList();
  }
}
