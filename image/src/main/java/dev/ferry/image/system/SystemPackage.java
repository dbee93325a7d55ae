package dev.ferry.image.system;

import dev.ferry.image.tar.Faults;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package that was read. The file itself lies in the store under {@code sha256}, its contents
 * unpacked under a digest of their own, from where {@code entries} take their bytes.
 *
 * @param kind of package
 * @param name as the package says it
 * @param version with epoch and release, as its distribution writes it
 * @param architecture in the words of its distribution: {@code amd64}, {@code x86_64}, {@code all}
 * @param licence where the package's header says it
 * @param sha256 of the file
 * @param size of the file, bytes
 * @param entries as the package has them, in order of path; {@link SystemLayer} places them
 * @param libraries that the loader finds without help, by the name it looks for
 * @param depends names of packages that it declares to need, without versions
 * @param notes what somebody should know: scripts that did not run
 */
public record SystemPackage(
    Kind kind,
    String name,
    String version,
    String architecture,
    Optional<String> licence,
    Digest sha256,
    long size,
    List<LayerEntry> entries,
    SortedMap<String, PackageLibrary> libraries,
    List<String> depends,
    List<Text> notes) {
  /** The largest file that is read, bytes. */
  public static final long LARGEST = 4L << 30;

  private static final int START = 8;

  public SystemPackage {
    entries = List.copyOf(entries);
    libraries = new TreeMap<>((Map<String, PackageLibrary>) libraries);
    depends = List.copyOf(depends);
    notes = List.copyOf(notes);
  }

  /** Which distributions' form a package has. */
  public enum Kind {
    DEB("deb"),
    RPM("rpm");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The type of a package URL. */
    public String id() {
      return id;
    }
  }

  /**
   * Reads a package; which kind it is is told by its first bytes.
   *
   * @param machine that the image is for, as {@code uname -m} says it
   * @param store receives the file and what is in it
   * @throws dev.ferry.model.FerryException naming file, member and field of what is wrong
   */
  public static SystemPackage read(Path file, String machine, LocalBlobStore store) {
    try (InputStream in = InputFile.open(file)) {
      Digest digest = store.put(in, LARGEST);
      return read(file.toString(), digest, machine, store);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /**
   * Reads a package that is in the store.
   *
   * @param where its name for messages
   */
  public static SystemPackage read(
      String where, Digest digest, String machine, LocalBlobStore store) {
    try (FileBytes bytes = FileBytes.open(store.path(digest))) {
      byte[] start = bytes.read(0, (int) Math.min(START, bytes.size()));
      PackageFile file = new PackageFile(where, digest, bytes, machine, store);
      if (ArReader.begins(start)) {
        return DebFile.read(file);
      }
      if (RpmFile.begins(start)) {
        return RpmFile.read(file);
      }
      throw Faults.archive(
          where, Text.of("it is neither a .deb nor an .rpm", "它既不是 .deb 也不是 .rpm"));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, store.path(digest));
    }
  }

  /** As distributions name its file: {@code libgomp1 12.2.0-14+deb12u1 (amd64)}. */
  @Override
  public String toString() {
    return name + " " + version + " (" + architecture + ")";
  }
}
