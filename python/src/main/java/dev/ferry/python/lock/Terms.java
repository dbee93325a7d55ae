package dev.ferry.python.lock;

import dev.ferry.model.Digest;
import dev.ferry.model.Target;
import dev.ferry.python.resolve.BuildPolicy;
import dev.ferry.python.resolve.Correction;
import dev.ferry.python.resolve.Request;
import dev.ferry.python.resolve.ResolveRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Under which terms a lock answers: everything beside the requirements that could make another set
 * of files the right one.
 *
 * @param sources where packages come from, as the request itself says it, in order and without
 *     secrets; what pip's configuration of a machine says is that machine's and does not count
 * @param hashes {@code name==1.0 sha256:…}, for every hash that was given
 * @param requireHashes whether every file must have one of them
 * @param allowUnhashed whether files without a hash on their page were taken
 * @param wheelsOnly whether nothing was built
 * @param onlyBinary projects of which only wheels were taken, sorted
 * @param build the only projects that may be built, sorted; empty means every one
 * @param noBinary projects of which no wheel was taken, sorted, or {@code :all:} among them
 * @param preferBinary whether an older wheel was taken before a newer source
 * @param waived paths inside wheels whose misfit was accepted
 * @param corrections digest over the corrections that could apply; empty if there are none
 * @param machine digest over everything that is known and assumed about the target; empty where
 *     another tool made the lock
 * @param measured what was measured of the target beyond its name; empty for a target by name
 */
public record Terms(
    List<String> sources,
    List<String> hashes,
    boolean requireHashes,
    boolean allowUnhashed,
    boolean wheelsOnly,
    List<String> onlyBinary,
    List<String> build,
    List<String> noBinary,
    boolean preferBinary,
    List<String> waived,
    Optional<Digest> corrections,
    Optional<Digest> machine,
    Optional<Measured> measured) {
  /** Nothing special. */
  public static final Terms NONE =
      new Terms(
          List.of(),
          List.of(),
          false,
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          false,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Terms {
    sources = List.copyOf(sources);
    hashes = List.copyOf(hashes);
    onlyBinary = List.copyOf(onlyBinary);
    build = List.copyOf(build);
    noBinary = List.copyOf(noBinary);
    waived = List.copyOf(waived);
  }

  /**
   * The terms of a request.
   *
   * @param sources without user info and queries
   * @param waived paths inside wheels that are not judged
   */
  static Terms of(ResolveRequest request, List<String> sources, List<String> waived) {
    BuildPolicy builds = request.builds();
    return new Terms(
        sources,
        hashes(request.requirements()),
        request.requireHashes(),
        request.allowUnhashed(),
        builds.nothing(),
        builds.onlyBinary().stream().map(Object::toString).sorted().toList(),
        builds.allow().stream().map(Object::toString).sorted().toList(),
        noBinary(builds),
        builds.preferWheels(),
        waived,
        corrections(request.corrections()),
        Optional.of(machine(request.target())),
        Measured.of(request.target()));
  }

  /**
   * The machine that was resolved for, with what was measured of it.
   *
   * @param named what the name of the target says
   * @return empty where what was measured is not what the digest was taken of
   */
  Optional<Target> findTarget(Target named) {
    if (measured.isEmpty()) {
      return Optional.of(named);
    }
    Target whole = measured.get().over(named);
    return machine.equals(Optional.of(machine(whole))) ? Optional.of(whole) : Optional.empty();
  }

  private static List<String> noBinary(BuildPolicy builds) {
    TreeSet<String> words = new TreeSet<>();
    builds.onlySource().forEach(name -> words.add(name.toString()));
    if (builds.everything()) {
      words.add(":all:");
    }
    return List.copyOf(words);
  }

  private static List<String> hashes(List<Request> requests) {
    List<String> lines = new ArrayList<>();
    for (Request request : requests) {
      new TreeSet<>(request.hashes())
          .forEach(digest -> lines.add(request.requirement() + " " + digest));
    }
    return lines;
  }

  /** What was added counts; why it was is for people. */
  private static Optional<Digest> corrections(List<Correction> corrections) {
    if (corrections.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (Correction one : corrections) {
      text.append(one.name()).append(one.versions()).append(" needs ");
      text.append(one.requires()).append('\n');
    }
    return Optional.of(digest(text));
  }

  /** Two probes may give targets of one name that are not the same machine. */
  private static Digest machine(Target target) {
    StringBuilder text = new StringBuilder();
    text.append(target.os()).append(' ').append(target.machine()).append('\n');
    text.append(target.libc()).append(' ').append(target.glibcxx()).append('\n');
    text.append(target.python()).append(' ').append(target.accelerator()).append('\n');
    text.append(target.pageSize()).append(' ').append(new TreeSet<>(target.cpuFlags()));
    text.append('\n').append(target.measuredMarkers());
    return digest(text);
  }

  private static Digest digest(CharSequence text) {
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Every line of the canonical text, as a word and what it says. */
  void tell(BiConsumer<String, String> line) {
    sources.forEach(source -> line.accept("source", source));
    hashes.forEach(hash -> line.accept("hash", hash));
    line.accept("require-hashes", String.valueOf(requireHashes));
    line.accept("allow-unhashed", String.valueOf(allowUnhashed));
    line.accept("wheels-only", String.valueOf(wheelsOnly));
    onlyBinary.forEach(name -> line.accept("only-binary", name));
    build.forEach(name -> line.accept("build", name));
    noBinary.forEach(name -> line.accept("no-binary", name));
    if (preferBinary) {
      line.accept("prefer-binary", "true");
    }
    waived.forEach(path -> line.accept("waive", path));
    corrections.ifPresent(digest -> line.accept("corrections", digest.toString()));
    machine.ifPresent(digest -> line.accept("machine", digest.toString()));
  }
}
