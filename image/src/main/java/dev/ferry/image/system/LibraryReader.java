package dev.ferry.image.system;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.scan.elf.ElfInspector;
import dev.ferry.scan.fit.ElfMachine;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the libraries of a package in folders where the loader looks by itself. */
final class LibraryReader {
  private static final Pattern FOLDER =
      Pattern.compile("(?:usr/)?lib(?:64)?(?:/[a-z0-9_]+-linux-[a-z0-9_]+)?|usr/local/lib");
  private static final int MOST_LINKS = 8;
  private static final int ELF_START = 20;

  private final PackageFile file;
  private final RangedBytes unpacked;
  private final Map<String, TarEntry> stored;
  private final Map<String, String> links = new TreeMap<>();

  /**
   * @param stored files by path
   */
  LibraryReader(PackageFile file, RangedBytes unpacked, Map<String, TarEntry> stored) {
    this.file = file;
    this.unpacked = unpacked;
    this.stored = stored;
  }

  SortedMap<String, PackageLibrary> read(Collection<LayerEntry> entries) {
    Set<String> paths = new HashSet<>();
    for (LayerEntry entry : entries) {
      paths.add(entry.path());
      if (entry instanceof LayerEntry.Link link) {
        Contents.target(link.path(), link.target())
            .ifPresent(target -> links.put(link.path(), target));
      }
    }
    SortedMap<String, PackageLibrary> libraries = new TreeMap<>();
    for (LayerEntry entry : entries) {
      String folder = EntryPath.parent(entry.path());
      String name = EntryPath.base(entry.path());
      if (name.contains(".so") && FOLDER.matcher(folder).matches()) {
        read(entry.path())
            .filter(seen -> seen.isNamed(name) || !paths.contains(folder + "/" + seen.soname))
            .ifPresent(seen -> libraries.putIfAbsent(name, seen.library));
      }
    }
    return libraries;
  }

  /** A library and what it calls itself; under another name only builders ask for it. */
  private record Seen(String soname, PackageLibrary library) {
    boolean isNamed(String name) {
      return soname.isEmpty() || soname.equals(name);
    }
  }

  private Optional<Seen> read(String path) {
    String real = path;
    for (int i = 0; i < MOST_LINKS && links.containsKey(real); i++) {
      real = links.getOrDefault(real, real);
    }
    @Nullable TarEntry entry = stored.get(real);
    if (entry == null || entry.size() < ELF_START) {
      return Optional.empty();
    }
    ByteRange bytes = new ByteRange(unpacked, entry.offset(), entry.size());
    Optional<NativeFacts> facts = new ElfInspector().inspect(real, bytes);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    requireLoadable(real, bytes, facts.get());
    PackageLibrary library =
        new PackageLibrary(
            "/" + path,
            facts.get().needed(),
            highest(
                facts.get().versions().stream().map(NativeFacts.VersionNeed::version), "GLIBC_"),
            highest(ElfInspector.definedVersions(bytes).stream(), "GLIBCXX_"));
    return Optional.of(new Seen(facts.get().soname(), library));
  }

  private void requireLoadable(String path, ByteRange bytes, NativeFacts facts) {
    if (!facts.fault().isEmpty()) {
      throw Faults.entry(
          file.where(), path, Text.of("cannot be loaded: %s", "无法加载：%s", facts.fault()));
    }
    byte[] start = bytes.read(0, ELF_START);
    boolean own = ElfMachine.find(file.machine()).map(one -> one.runs(start)).orElse(true);
    if (!own) {
      throw Faults.entry(
          file.where(),
          path,
          Text.of(
              "is for %s, the base for %s",
              "适用于 %s，基础镜像为 %s", ElfMachine.describe(start), file.machine()));
    }
  }

  private static Optional<SymbolVersion> highest(Stream<String> names, String prefix) {
    return names
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(number -> number.matches("[0-9]{1,3}(\\.[0-9]{1,3}){1,2}"))
        .map(SymbolVersion::parse)
        .max(Comparator.naturalOrder());
  }
}
