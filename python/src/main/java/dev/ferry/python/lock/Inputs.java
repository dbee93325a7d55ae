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
 */
public record Inputs(
    List<String> requirements,
    List<String> constraints,
    List<String> overrides,
    boolean prereleases,
    Optional<Instant> excludeNewer,
    String fit) {
  public Inputs {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
  }

  public static Inputs of(ResolveRequest request) {
    return new Inputs(
        request.requirements().stream().map(one -> one.requirement().toString()).toList(),
        request.constraints().stream().map(Object::toString).sorted().toList(),
        request.overrides().stream().map(Object::toString).sorted().toList(),
        request.prereleases(),
        request.excludeNewer(),
        request.fit().id());
  }

  /** Equal inputs have equal digests. */
  public Digest digest() {
    StringBuilder text = new StringBuilder("ferry lock inputs 1\n");
    lines(text, "require", requirements);
    lines(text, "constrain", constraints);
    lines(text, "override", overrides);
    text.append("prereleases ").append(prereleases).append('\n');
    text.append("exclude-newer ").append(excludeNewer.map(Instant::toString).orElse("-"));
    text.append('\n').append("fit ").append(fit).append('\n');
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void lines(StringBuilder text, String word, List<String> lines) {
    for (String line : lines) {
      text.append(word).append(' ').append(line).append('\n');
    }
  }
}
