package dev.ferry.python.metadata;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a distribution says about itself.
 *
 * @param metadataVersion version of the specification it follows, {@code 2.1}
 * @param name the distribution
 * @param version its version
 * @param requiresPython the Pythons it runs on
 * @param requiresDist its dependencies, in the file's order
 * @param providesExtras normalised names of its extras
 * @param dynamic names of the fields that a build may change, in lower case (PEP 643)
 * @param summary one line, empty where there is none
 * @param licence what it says about its licence
 */
public record Metadata(
    String metadataVersion,
    PackageName name,
    Version version,
    VersionSpecifiers requiresPython,
    List<Requirement> requiresDist,
    Set<String> providesExtras,
    Set<String> dynamic,
    String summary,
    Licence licence) {
  /** Largest {@code METADATA} file that is read, bytes. */
  public static final int MAXIMUM_SIZE = 4 << 20;

  public Metadata {
    requiresDist = List.copyOf(requiresDist);
    providesExtras = Collections.unmodifiableSet(new TreeSet<>(providesExtras));
    dynamic = Collections.unmodifiableSet(new TreeSet<>(dynamic));
  }

  /**
   * What the metadata says about the licence.
   *
   * @param expression SPDX expression (PEP 639), empty where there is none
   * @param text free text of the old {@code License} field
   * @param classifiers the {@code License :: ...} classifiers
   * @param files paths of licence files in the distribution
   */
  public record Licence(
      String expression, String text, List<String> classifiers, List<String> files) {
    public Licence {
      classifiers = List.copyOf(classifiers);
      files = List.copyOf(files);
    }
  }

  /**
   * Reads a {@code METADATA} file.
   *
   * @param bytes at most {@link #MAXIMUM_SIZE}
   * @throws dev.ferry.model.FerryException of kind {@code verification}, naming field and line, if
   *     something that a resolver needs is missing or wrong
   */
  public static Metadata parse(byte[] bytes) {
    return new MetadataReader(Headers.parse(bytes)).read();
  }
}
