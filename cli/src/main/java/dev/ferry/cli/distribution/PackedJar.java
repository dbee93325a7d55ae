package dev.ferry.cli.distribution;

import dev.ferry.store.DiskFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar written anew: the manifest first, then members in order, one date, and no native library of
 * another machine.
 *
 * @param bytes of the jar
 * @param left bytes of native libraries that were left out
 * @param licences texts by their path in the jar
 */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record PackedJar(byte[] bytes, long left, SortedMap<String, byte[]> licences) {
  /** 1980-01-01, the first day that a zip archive can tell. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final Pattern NATIVE =
      Pattern.compile("(?:.*/)?([a-z]+)/([a-z0-9_]+)/[^/]+\\.(?:so|dll|dylib|jnilib)");
  private static final Pattern LICENCE =
      Pattern.compile("(?i)META-INF/[^/]*(?:LICEN[CS]E|NOTICE|COPYING)[^/]*");

  /**
   * Reads and writes a jar of the build.
   *
   * @param machine as {@code uname -m} says it
   */
  static PackedJar of(Path jar, String machine) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      SortedMap<String, byte[]> licences = new TreeMap<>();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      long left = 0;
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        out.setLevel(Deflater.BEST_COMPRESSION);
        for (ZipEntry entry : ordered(zip)) {
          if (isForeign(entry.getName(), machine)) {
            left += entry.getSize();
            continue;
          }
          byte[] content = content(zip, entry);
          if (LICENCE.matcher(entry.getName()).matches()) {
            licences.put(entry.getName(), content);
          }
          ZipEntry fresh = new ZipEntry(entry.getName());
          fresh.setTimeLocal(DATE);
          out.putNextEntry(fresh);
          out.write(content);
          out.closeEntry();
        }
      }
      return new PackedJar(bytes.toByteArray(), left, licences);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, jar);
    }
  }

  /** Whether a member is a native library in a folder {@code system/architecture} of another. */
  static boolean isForeign(String name, String machine) {
    Matcher place = NATIVE.matcher(name);
    if (!place.matches()) {
      return false;
    }
    String architecture = machine.equals("x86_64") ? "amd64" : machine;
    boolean ours = place.group(2).equals(architecture) || place.group(2).equals(machine);
    return !place.group(1).equals("linux") || !ours;
  }

  private static List<ZipEntry> ordered(ZipFile zip) {
    List<ZipEntry> entries = new ArrayList<>();
    zip.stream().filter(entry -> !entry.isDirectory()).forEach(entries::add);
    entries.sort(
        Comparator.comparing((ZipEntry entry) -> !entry.getName().equals("META-INF/MANIFEST.MF"))
            .thenComparing(ZipEntry::getName));
    return entries;
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** The first licence, where the jar has one. */
  Optional<byte[]> findLicence() {
    return licences.values().stream().findFirst();
  }
}
