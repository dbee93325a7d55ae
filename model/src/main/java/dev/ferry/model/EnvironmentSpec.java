package dev.ferry.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An environment as code: what {@code ferry.yaml} says ({@code docs/formats/spec.md}), or what the
 * command line says instead of it. Requirements, versions and targets are the text that a person
 * wrote; the parts that understand them parse them.
 *
 * @param name of the environment; empty where only requirements were given, and then the first
 *     one's name serves
 * @param version of the environment, never a moving word such as {@code latest}
 * @param targets names of machines or paths of probe documents
 * @param interpreters relocatable CPython archives that travel with the set
 * @param requires PEP 508 requirements
 * @param constraints PEP 508 requirements that bound versions without asking for a package
 * @param overrides PEP 508 requirements that replace what packages themselves declare
 * @param sources named places that packages come from, in order of preference
 * @param prereleases whether pre-releases are taken as readily as releases
 * @param excludeNewer an RFC 3339 date or time; files uploaded later do not exist
 * @param build which packages may be built from source
 * @param fit how libraries are compared with the target
 * @param files carried beside the packages
 * @param env variables of the environment; {@code ${FERRY_ENV}} stands for its folder
 * @param smoke what must work before the environment takes its name
 * @param corrections of what packages declare wrongly
 */
public record EnvironmentSpec(
    Optional<String> name,
    Optional<String> version,
    List<String> targets,
    List<Interpreter> interpreters,
    List<String> requires,
    List<String> constraints,
    List<String> overrides,
    List<Source> sources,
    boolean prereleases,
    Optional<String> excludeNewer,
    Build build,
    Fit fit,
    List<CarriedFile> files,
    SortedMap<String, String> env,
    Optional<Smoke> smoke,
    List<Correction> corrections) {
  public EnvironmentSpec {
    targets = List.copyOf(targets);
    interpreters = List.copyOf(interpreters);
    requires = List.copyOf(requires);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
    sources = List.copyOf(sources);
    files = List.copyOf(files);
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    corrections = List.copyOf(corrections);
  }

  /** A spec that says nothing. */
  public static EnvironmentSpec empty() {
    return new EnvironmentSpec(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        new Build(List.of()),
        new Fit(Optional.empty(), List.of()),
        List.of(),
        new TreeMap<>(),
        Optional.empty(),
        List.of());
  }

  /** Where bytes that are not a package come from. */
  public sealed interface Origin {
    /**
     * A file of this machine.
     *
     * @param path absolute, or relative to the spec's folder
     */
    record Local(String path) implements Origin {}

    /**
     * A download.
     *
     * @param url {@code https:} or {@code http:}
     */
    record Download(String url) implements Origin {}
  }

  /**
   * A relocatable CPython archive.
   *
   * @param target the target that it serves; empty for every target
   * @param origin where it comes from
   * @param sha256 of the archive; empty only for a local file, whose bytes are taken as they are
   * @param executable the interpreter's path in the archive; empty where Ferry is to look for it
   */
  public record Interpreter(
      Optional<String> target,
      Origin origin,
      Optional<Digest> sha256,
      Optional<String> executable) {}

  /**
   * A named place that packages come from.
   *
   * @param name unique in the spec
   * @param kind index or page of links
   * @param location URL, or for links also a folder
   * @param mirrors other places with the same files, tried in order when the first fails
   * @param packages that come from here and nowhere else
   */
  public record Source(
      String name, Kind kind, String location, List<String> mirrors, List<String> packages) {
    public Source {
      mirrors = List.copyOf(mirrors);
      packages = List.copyOf(packages);
    }

    /** What a source looks like. */
    public enum Kind {
      /** A package index (PEP 503, PEP 691). */
      INDEX,
      /** One page or folder of files, as pip's {@code --find-links}. */
      FIND_LINKS
    }
  }

  /**
   * Which packages may be built from source.
   *
   * @param allow names; empty means every package that has no wheel which fits
   */
  public record Build(List<String> allow) {
    public Build {
      allow = List.copyOf(allow);
    }
  }

  /**
   * How libraries are compared with the target.
   *
   * @param mode {@code strict}, {@code warn} or {@code off}
   * @param ignore paths inside wheels whose misfit is known and accepted
   */
  public record Fit(Optional<String> mode, List<String> ignore) {
    public Fit {
      ignore = List.copyOf(ignore);
    }
  }

  /**
   * A file that is carried beside the packages, for example a model.
   *
   * @param origin where it comes from
   * @param sha256 of its bytes; empty only for a local file
   * @param to where it goes, relative to the environment's folder
   * @param unpack whether it is an archive whose members go below {@code to}
   */
  public record CarriedFile(Origin origin, Optional<Digest> sha256, String to, boolean unpack) {}

  /**
   * What must work before an environment takes its name.
   *
   * @param imports modules, imported in one process
   * @param python source text of a script
   * @param commands lines for {@code sh -c}
   */
  public record Smoke(List<String> imports, Optional<String> python, List<String> commands) {
    public Smoke {
      imports = List.copyOf(imports);
      commands = List.copyOf(commands);
    }
  }

  /**
   * Requirements that a package has and does not declare.
   *
   * @param packages a PEP 508 requirement that says which releases are meant: {@code
   *     paddlepaddle>=3.0}
   * @param requires PEP 508 requirements that they need as well
   * @param because the evidence, for the lock
   */
  public record Correction(String packages, List<String> requires, String because) {
    public Correction {
      requires = List.copyOf(requires);
    }
  }
}
