package dev.ferry.python.requirement;

import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.marker.Marker;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.syntax.SyntaxException;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One dependency (PEP 508).
 *
 * @param name the distribution
 * @param extras normalised names of its extras
 * @param specifiers the versions wanted; any where a URL is given
 * @param url where the distribution lies, for {@code name @ url}
 * @param marker when the dependency applies
 */
public record Requirement(
    PackageName name,
    SortedSet<String> extras,
    VersionSpecifiers specifiers,
    Optional<String> url,
    Marker marker) {
  /** {@code name=1.0}: what other programs write for {@code name==1.0}. */
  private static final Pattern SINGLE_EQUALS =
      Pattern.compile("([A-Za-z0-9._\\[\\],-]{1,100})\\s{0,9}=\\s{0,9}([A-Za-z0-9.*+!_-]{1,100})");

  public Requirement {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
  }

  /**
   * Parses a dependency specifier.
   *
   * @throws dev.ferry.model.FerryException with the place of the mistake
   */
  public static Requirement parse(String text) {
    try {
      return RequirementParser.parse(text);
    } catch (SyntaxException wrong) {
      FerryException failure = wrong.toFailure(Text.of("requirement", "依赖声明"), text);
      Matcher single = SINGLE_EQUALS.matcher(text);
      throw single.matches()
          ? failure.hint(
              Text.of("did you mean `%s==%s`?", "是否想写 `%s==%s`？", single.group(1), single.group(2)))
          : failure;
    }
  }

  /** The dependency on any version of a distribution. */
  public static Requirement of(PackageName name) {
    return of(name, VersionSpecifiers.any());
  }

  public static Requirement of(PackageName name, VersionSpecifiers specifiers) {
    return new Requirement(name, new TreeSet<>(), specifiers, Optional.empty(), Marker.always());
  }

  /** The same dependency under another condition. */
  public Requirement withMarker(Marker other) {
    return new Requirement(name, extras, specifiers, url, other);
  }

  /** The canonical text; equal requirements have the same up to zeros at the end of versions. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name.normalized());
    if (!extras.isEmpty()) {
      text.append('[').append(String.join(",", extras)).append(']');
    }
    text.append(specifiers);
    url.ifPresent(address -> text.append(" @ ").append(address));
    if (!marker.isAlways()) {
      text.append(url.isPresent() ? " ; " : "; ").append(marker);
    }
    return text.toString();
  }
}
