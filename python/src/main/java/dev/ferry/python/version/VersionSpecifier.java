package dev.ferry.python.version;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.Characters;
import dev.ferry.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One clause such as {@code >=1.0}, {@code ==2.6.*} or {@code ~=3.0} (PEP 440, "Version
 * specifiers").
 */
public sealed interface VersionSpecifier {
  /** The operators that compare by the order of versions. */
  enum Operator {
    COMPATIBLE("~="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** Whether the version satisfies the clause; pre-releases are not treated apart. */
  boolean contains(Version version);

  /** Whether the clause itself names a pre-release, and so asks for pre-releases. */
  boolean mentionsPrerelease();

  /** What clauses of equal meaning have in common: zeros at the end do not count. */
  String canonical();

  /** Comparison with a version. */
  record Comparison(Operator operator, Version version) implements VersionSpecifier {
    @Override
    public boolean contains(Version candidate) {
      return switch (operator) {
        case AT_LEAST -> candidate.compareTo(version) >= 0;
        case AT_MOST -> public_(candidate).compareTo(version) <= 0;
        case EQUAL -> equal(candidate);
        case NOT_EQUAL -> !equal(candidate);
        case LESS -> candidate.compareTo(lessBound()) < 0;
        case GREATER -> isGreater(candidate);
        case COMPATIBLE -> candidate.compareTo(version) >= 0 && compatibleSeries(candidate);
      };
    }

    /** A clause without local label ignores the candidate's. */
    private boolean equal(Version candidate) {
      return (version.hasLocal() ? candidate : public_(candidate)).equals(version);
    }

    /** {@code <1.0} excludes the pre-releases of 1.0 unless it names one itself. */
    private Version lessBound() {
      VersionParts parts = version.parts();
      return version.isPrerelease() ? version : new Version(parts.withPostAndDev(parts.post(), 0));
    }

    /**
     * {@code >1.0} excludes post releases and local versions of 1.0, {@code >1.0.post1} only those
     * of that post release.
     */
    private boolean isGreater(Version candidate) {
      if (candidate.compareTo(version) <= 0) {
        return false;
      }
      if (version.isPostrelease() || version.isDevelopmentRelease()) {
        return !public_(candidate).equals(version);
      }
      VersionParts parts = candidate.parts();
      boolean family = candidate.isPostrelease() || candidate.hasLocal();
      return !family
          || !new Version(parts.withPostAndDev(VersionParts.NONE, VersionParts.NONE))
              .equals(version);
    }

    /** The second half of {@code ~=1.4.2}: {@code ==1.4.*}. */
    private boolean compatibleSeries(Version candidate) {
      List<Long> release = version.release();
      return new Prefix(true, version.parts().lowest(release.subList(0, release.size() - 1)))
          .contains(candidate);
    }

    private static Version public_(Version candidate) {
      return candidate.withoutLocal();
    }

    @Override
    public boolean mentionsPrerelease() {
      return operator != Operator.NOT_EQUAL && version.isPrerelease();
    }

    @Override
    public String canonical() {
      // The length of the release is part of the meaning of `~=`.
      return operator.symbol() + (operator == Operator.COMPATIBLE ? version.toString() : trimmed());
    }

    private String trimmed() {
      VersionParts parts = version.parts();
      return new VersionParts(
              parts.epoch(),
              parts.release().subList(0, Math.max(1, parts.trimmedLength())),
              parts.pre(),
              parts.preNumber(),
              parts.post(),
              parts.dev(),
              parts.local())
          .text();
    }

    @Override
    public String toString() {
      return operator.symbol() + version;
    }
  }

  /**
   * {@code ==1.4.*} or {@code !=1.4.*}.
   *
   * @param equal whether the release must begin so, or must not
   * @param lowest the first version of the series, {@code 1.4.dev0}
   */
  record Prefix(boolean equal, Version lowest, Version next) implements VersionSpecifier {
    Prefix(boolean equal, VersionParts lowest) {
      this(equal, new Version(lowest), new Version(lowest.lowest(following(lowest.release()))));
    }

    private static List<Long> following(List<Long> release) {
      List<Long> following = new ArrayList<>(release);
      following.add(following.removeLast() + 1);
      return following;
    }

    @Override
    public boolean contains(Version candidate) {
      boolean inside = candidate.compareTo(lowest) >= 0 && candidate.compareTo(next) < 0;
      return inside == equal;
    }

    @Override
    public boolean mentionsPrerelease() {
      return false;
    }

    @Override
    public String canonical() {
      return toString();
    }

    @Override
    public String toString() {
      VersionParts parts = lowest.parts();
      VersionParts series =
          parts.lowest(parts.release()).withPostAndDev(VersionParts.NONE, VersionParts.NONE);
      return (equal ? "==" : "!=") + series.text() + ".*";
    }
  }

  /** {@code ===text}: the version's spelling, letter case aside. */
  record Arbitrary(String text) implements VersionSpecifier {
    @Override
    public boolean contains(Version candidate) {
      return Characters.lowerCase(text).equals(candidate.toString());
    }

    @Override
    public boolean mentionsPrerelease() {
      return Version.findVersion(text).map(Version::isPrerelease).orElse(false);
    }

    @Override
    public String canonical() {
      return toString();
    }

    @Override
    public String toString() {
      return "===" + text;
    }
  }

  /**
   * Parses one clause.
   *
   * @throws dev.ferry.model.FerryException if it is not one
   */
  static VersionSpecifier parse(String text) {
    try {
      return SpecifierParser.clause(text);
    } catch (SyntaxException wrong) {
      throw wrong.toFailure(Text.of("version specifier", "版本条件"), text);
    }
  }

  /** The clause that the text spells, or nothing if it is not one. */
  static Optional<VersionSpecifier> findSpecifier(String text) {
    try {
      return Optional.of(SpecifierParser.clause(text));
    } catch (SyntaxException wrong) {
      return Optional.empty();
    }
  }
}
