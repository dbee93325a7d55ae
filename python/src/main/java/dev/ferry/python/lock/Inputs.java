package dev.ferry.python.lock;

import dev.ferry.model.Digest;
import dev.ferry.python.resolve.ResolveRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a lock answers: two resolutions with equal inputs may share a lock.
 *
 * @param requirements canonical, in the order given
 * @param constraints canonical, sorted
 * @param overrides canonical, sorted
 * @param prereleases whether pre-releases were taken as readily as releases
 * @param excludeNewer the date of {@code --exclude-newer}
 * @param fit the fit mode
 * @param terms everything else that could change the answer
 */
public record Inputs(
    List<String> requirements,
    List<String> constraints,
    List<String> overrides,
    boolean prereleases,
    Optional<Instant> excludeNewer,
    String fit,
    Terms terms) {
  public Inputs {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
  }

  /**
   * The inputs of a request.
   *
   * @param sources where packages come from, without user info and queries
   * @param waived paths inside wheels that are not judged
   */
  public static Inputs of(ResolveRequest request, List<String> sources, List<String> waived) {
    return new Inputs(
        request.requirements().stream().map(one -> one.requirement().toString()).toList(),
        request.constraints().stream().map(Object::toString).sorted().toList(),
        request.overrides().stream().map(Object::toString).sorted().toList(),
        request.prereleases(),
        request.excludeNewer(),
        request.fit().id(),
        Terms.of(request, sources, waived));
  }

  /** Nothing but requirements, as of a lock that another tool made. */
  public static Inputs of(List<String> requirements) {
    return new Inputs(
        requirements, List.of(), List.of(), false, Optional.empty(), "strict", Terms.NONE);
  }

  /** Equal inputs have equal digests. */
  public Digest digest() {
    StringBuilder text = new StringBuilder("ferry lock inputs 2\n");
    requirements.forEach(one -> line(text, "require", one));
    constraints.forEach(one -> line(text, "constrain", one));
    overrides.forEach(one -> line(text, "override", one));
    line(text, "prereleases", String.valueOf(prereleases));
    line(text, "exclude-newer", excludeNewer.map(Instant::toString).orElse("-"));
    line(text, "fit", fit);
    terms.tell((word, what) -> line(text, word, what));
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void line(StringBuilder text, String word, String what) {
    text.append(word).append(' ').append(what).append('\n');
  }
}
