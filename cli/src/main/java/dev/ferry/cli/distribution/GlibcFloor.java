package dev.ferry.cli.distribution;

import dev.ferry.model.SymbolVersion;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.scan.elf.ElfInspector;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The oldest glibc that a runtime loads on.
 *
 * @param version {@code 2.17}
 * @param file a library that needs it
 */
record GlibcFloor(SymbolVersion version, Path file) {
  /** Of the oldest distributions in use: CentOS 7, Kylin V10 of the first years. */
  static final SymbolVersion COMMON = SymbolVersion.parse("2.17");

  private static final String PREFIX = "GLIBC_";

  boolean isHigh() {
    return version.compareTo(COMMON) > 0;
  }

  /** Reads every ELF file below a folder; nothing where none asks for a version. */
  static Optional<GlibcFloor> find(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .flatMap(file -> versions(file).stream().map(version -> new GlibcFloor(version, file)))
          .max(Comparator.comparing(GlibcFloor::version));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private static List<SymbolVersion> versions(Path file) {
    try (RangedBytes bytes = FileBytes.open(file)) {
      return new ElfInspector()
          .inspect(file.toString(), bytes).stream()
              .flatMap(facts -> facts.versions().stream())
              .filter(need -> !need.weak())
              .map(NativeFacts.VersionNeed::version)
              .filter(name -> name.matches(PREFIX + "[0-9]{1,3}(?:\\.[0-9]{1,3}){1,2}"))
              .map(name -> SymbolVersion.parse(name.substring(PREFIX.length())))
              .toList();
    }
  }
}
