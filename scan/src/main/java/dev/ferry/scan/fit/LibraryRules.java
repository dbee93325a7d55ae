package dev.ferry.scan.fit;

import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.python.resolve.Misfit;
import dev.ferry.python.wheel.NativeFacts;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules for one library, whoever loads it. */
final class LibraryRules {
  static final String CXX_LIBRARY = "libstdc++.so.6";

  private final Target target;
  private final Optional<ElfMachine> machine;

  /**
   * A measured libstdc++ is a real one, whose CXXABI follows from its GLIBCXX; a number in a name
   * says no more than itself.
   */
  private final boolean measured;

  LibraryRules(Target target) {
    this.target = target;
    this.machine = ElfMachine.find(target.machine());
    this.measured = target.glibcxx().isPresent() && !target.measuredMarkers().isEmpty();
  }

  /** Whether a library is made for the target's machine; true where the machine is not known. */
  boolean runs(NativeFacts facts) {
    return machine.map(known -> known.runs(facts)).orElse(true);
  }

  /**
   * A symbol version that is newer than the target's libraries.
   *
   * @param cxxCarried whether a wheel of the set carries its own {@code libstdc++.so.6}
   */
  Optional<Misfit> versions(String path, NativeFacts facts, boolean cxxCarried) {
    Optional<Misfit> libc = libc(path, facts);
    return libc.isPresent() || cxxCarried ? libc : cxx(path, facts);
  }

  private Optional<Misfit> libc(String path, NativeFacts facts) {
    Optional<SymbolVersion> need = highest(facts, "", SymbolVersions::glibc);
    if (need.isEmpty()) {
      return Optional.empty();
    }
    Libc libc = target.libc();
    if (libc.family() != Libc.Family.GLIBC) {
      return Optional.of(
          new Misfit(Misfit.Kind.LIBRARY, path, "GLIBC " + need.get(), libc.toString()));
    }
    return need.get().compareTo(libc.version()) <= 0
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                Misfit.Kind.LIBRARY, path, "GLIBC " + need.get(), libc.version().toString()));
  }

  private Optional<Misfit> cxx(String path, NativeFacts facts) {
    Optional<SymbolVersion> need = glibcxx(facts);
    if (measured) {
      need =
          Stream.concat(need.stream(), cxxabi(facts).flatMap(Glibcxx::ofCxxabi).stream())
              .max(Comparator.naturalOrder());
    }
    SymbolVersion have = target.glibcxx().orElse(Glibcxx.NEWEST);
    return need.isEmpty() || need.get().compareTo(have) <= 0
        ? Optional.empty()
        : Optional.of(
            new Misfit(Misfit.Kind.GLIBCXX, path, "GLIBCXX " + need.get(), have.toString()));
  }

  /** The highest {@code GLIBCXX_} version that a library asks of libstdc++. */
  static Optional<SymbolVersion> glibcxx(NativeFacts facts) {
    return highest(facts, CXX_LIBRARY, name -> SymbolVersions.find(name, "GLIBCXX_"));
  }

  /** The highest {@code CXXABI_} version that a library asks of libstdc++. */
  static Optional<SymbolVersion> cxxabi(NativeFacts facts) {
    return highest(facts, CXX_LIBRARY, name -> SymbolVersions.find(name, "CXXABI_"));
  }

  private static Optional<SymbolVersion> highest(
      NativeFacts facts, String library, Function<String, Optional<SymbolVersion>> number) {
    return facts.versions().stream()
        .filter(need -> !need.weak() && (library.isEmpty() || need.library().equals(library)))
        .flatMap(need -> number.apply(need.version()).stream())
        .max(Comparator.naturalOrder());
  }

  /** What is wrong with a library that is loaded, beyond its symbol versions. */
  Optional<Misfit> loading(String path, NativeFacts facts) {
    if (!facts.fault().isEmpty()) {
      return Optional.of(
          new Misfit(
              Misfit.Kind.LIBRARY, path, "a loader that reads it", "`" + facts.fault() + "`"));
    }
    if (!runs(facts)) {
      return Optional.of(
          new Misfit(Misfit.Kind.MACHINE, path, ElfMachine.describe(facts), target.machine()));
    }
    return foreignLibc(path, facts).or(() -> pageSize(path, facts));
  }

  /** Whether a library is linked against the other family of C libraries. */
  private Optional<Misfit> foreignLibc(String path, NativeFacts facts) {
    boolean musl = target.libc().family() == Libc.Family.MUSL;
    boolean foreign =
        facts.needed().stream()
            .anyMatch(
                name ->
                    musl
                        ? name.equals("libc.so.6")
                        : name.startsWith("libc.musl-") || name.startsWith("ld-musl-"));
    return foreign
        ? Optional.of(
            new Misfit(
                Misfit.Kind.LIBRARY, path, musl ? "glibc" : "musl", target.libc().toString()))
        : Optional.empty();
  }

  private Optional<Misfit> pageSize(String path, NativeFacts facts) {
    long page = target.pageSize().orElse(1);
    return facts.alignment() == 0 || facts.alignment() % page == 0
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                Misfit.Kind.PAGE_SIZE,
                path,
                "memory pages of at most " + facts.alignment() + " bytes",
                String.valueOf(page)));
  }
}
