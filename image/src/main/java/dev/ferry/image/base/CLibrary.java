package dev.ferry.image.base;

import dev.ferry.image.base.RootTree.Found;
import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import dev.ferry.scan.elf.ElfInspector;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Versions of the C and C++ libraries, from their own files. */
final class CLibrary {
  /** glibc prints it when it is run as a program. */
  private static final Pattern GLIBC = Pattern.compile("release version ([0-9]{1,3}\\.[0-9]{1,3})");

  /** musl keeps it as a text of its own. */
  private static final Pattern MUSL = Pattern.compile("\0(1\\.[0-9]{1,2}\\.[0-9]{1,3})\0");

  private final RootFacts facts;
  private final SortedMap<String, Found> libraries;

  CLibrary(RootFacts facts, SortedMap<String, Found> libraries) {
    this.facts = facts;
    this.libraries = libraries;
  }

  Optional<Libc> findLibc() {
    Optional<Found> glibc = Optional.ofNullable(libraries.get("libc.so.6"));
    if (glibc.isPresent()) {
      return Stream.concat(defined(glibc.get(), "GLIBC_"), said(glibc.get(), GLIBC))
          .max(Comparator.naturalOrder())
          .map(version -> new Libc(Libc.Family.GLIBC, version));
    }
    return libraries.entrySet().stream()
        .filter(one -> one.getKey().startsWith("ld-musl-"))
        .flatMap(one -> said(one.getValue(), MUSL))
        .max(Comparator.naturalOrder())
        .map(version -> SymbolVersion.of(version.part(0), version.part(1)))
        .map(version -> new Libc(Libc.Family.MUSL, version));
  }

  Optional<SymbolVersion> findGlibcxx() {
    return Optional.ofNullable(libraries.get("libstdc++.so.6"))
        .flatMap(found -> defined(found, "GLIBCXX_").max(Comparator.naturalOrder()));
  }

  private Stream<SymbolVersion> defined(Found library, String prefix) {
    return ElfInspector.definedVersions(facts.bytes(library)).stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(number -> number.matches("[0-9]{1,3}(\\.[0-9]{1,3}){1,2}"))
        .map(SymbolVersion::parse);
  }

  private Stream<SymbolVersion> said(Found library, Pattern words) {
    return ByteSearch.all(facts.bytes(library), words).stream().map(SymbolVersion::parse);
  }
}
