package dev.ferry.python.version;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Clauses that must all hold, such as {@code >=3.8,<3.13} (PEP 440). Equality goes by the clauses,
 * whatever their order; zeros at the end of a version do not count.
 */
public final class VersionSpecifiers {
  private static final VersionSpecifiers ANY = new VersionSpecifiers(List.of());

  private final List<VersionSpecifier> clauses;

  private VersionSpecifiers(List<VersionSpecifier> clauses) {
    this.clauses = clauses;
  }

  static VersionSpecifiers of(List<VersionSpecifier> clauses) {
    if (clauses.isEmpty()) {
      return ANY;
    }
    return new VersionSpecifiers(
        clauses.stream().distinct().sorted(Comparator.comparing(Object::toString)).toList());
  }

  /**
   * Parses comma-separated clauses; none at all means any version.
   *
   * @throws dev.ferry.model.FerryException if a clause is wrong
   */
  public static VersionSpecifiers parse(String text) {
    try {
      return SpecifierParser.set(text);
    } catch (SyntaxException wrong) {
      throw wrong.toFailure(Text.of("version specifier", "版本条件"), text);
    }
  }

  /** The clauses that the text spells, or nothing if one of them is wrong. */
  public static Optional<VersionSpecifiers> findSpecifiers(String text) {
    try {
      return Optional.of(SpecifierParser.set(text));
    } catch (SyntaxException wrong) {
      return Optional.empty();
    }
  }

  /** No clause: every version satisfies it. */
  public static VersionSpecifiers any() {
    return ANY;
  }

  /** Exactly the versions equal to this one: {@code ==version}. */
  public static VersionSpecifiers exactly(Version version) {
    return of(List.of(new VersionSpecifier.Comparison(VersionSpecifier.Operator.EQUAL, version)));
  }

  public boolean isAny() {
    return clauses.isEmpty();
  }

  /** The clauses, sorted by their text, each once. */
  public List<VersionSpecifier> clauses() {
    return clauses;
  }

  /** Whether all clauses hold; pre-releases count like any version. */
  public boolean contains(Version version) {
    for (VersionSpecifier clause : clauses) {
      if (!clause.contains(version)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all clauses hold and the version is not a pre-release where none is allowed. */
  public boolean contains(Version version, boolean allowPrereleases) {
    return (allowPrereleases || !version.isPrerelease()) && contains(version);
  }

  /** Whether a clause names a pre-release, which by PEP 440 asks for pre-releases. */
  public boolean mentionsPrerelease() {
    return clauses.stream().anyMatch(VersionSpecifier::mentionsPrerelease);
  }

  /** Both sets of clauses together. */
  public VersionSpecifiers and(VersionSpecifiers other) {
    if (isAny()) {
      return other;
    }
    if (other.isAny()) {
      return this;
    }
    List<VersionSpecifier> both = new ArrayList<>(clauses);
    both.addAll(other.clauses);
    return of(both);
  }

  private List<String> canonical() {
    return clauses.stream().map(VersionSpecifier::canonical).distinct().sorted().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionSpecifiers specifiers
        && canonical().equals(specifiers.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  /** Normalised, sorted, without blanks: {@code <3.13,>=3.8}; empty for any version. */
  @Override
  public String toString() {
    return clauses.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
