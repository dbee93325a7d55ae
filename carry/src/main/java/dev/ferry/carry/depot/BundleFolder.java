package dev.ferry.carry.depot;

import dev.ferry.bundle.layout.Listing;
import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.verify.ExtentDigests;
import dev.ferry.bundle.verify.ExtentReader;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.FileDigest;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the folder of a bundle from the blobs of a depot: hard links where the file system has
 * them, copies of the few scripts, which a person may want to run.
 */
final class BundleFolder {
  private static final Set<String> SCRIPTS = Set.of("verify.sh", "install.sh", "install.py");

  private final StoredBundle source;
  private final Path folder;
  private final Set<Path> touched = new LinkedHashSet<>();

  /** Digests of the files that were just made, by inode. */
  private final Map<Object, Digest> known = new HashMap<>();

  private BundleFolder(StoredBundle source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /**
   * Makes a folder that is not there yet. It gets its name when everything in it is on the disk and
   * was verified.
   */
  static VerifiedBundle make(StoredBundle source, Path destination) {
    Path staged = destination.resolveSibling("." + destination.getFileName() + ".part");
    BundleFolder made = new BundleFolder(source, staged);
    try {
      Folders.delete(staged);
      made.directory(staged);
      for (Map.Entry<String, Digest> name : source.names().entrySet()) {
        made.put(name.getKey(), name.getValue(), made.place(name.getKey()));
      }
      made.sums();
      VerifiedBundle verified = made.verify();
      made.force();
      Durable.move(staged, destination);
      return verified;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, destination);
    }
  }

  /**
   * Brings a folder that is there to the state of its blobs: what is missing, changed or new in it
   * is put there file by file, {@code index.json} last. What else lies in it stays.
   *
   * @return whether anything was to be done
   */
  static boolean mend(StoredBundle source, Path destination) {
    return mend(source, destination, digest -> true);
  }

  /**
   * The same as far as the blobs are here.
   *
   * @param here whether the store has a blob
   */
  static boolean mend(StoredBundle source, Path destination, Predicate<Digest> here) {
    BundleFolder mended = new BundleFolder(source, destination);
    try {
      boolean changed = false;
      for (Map.Entry<String, Digest> name : source.names().entrySet()) {
        if (!name.getKey().equals(LayoutReader.INDEX) && here.test(name.getValue())) {
          changed |= mended.replace(name.getKey(), name.getValue());
        }
      }
      mended.sums();
      mended.force();
      Digest index = Objects.requireNonNull(source.outer().get(LayoutReader.INDEX));
      changed |= mended.replace(LayoutReader.INDEX, index);
      mended.force();
      return changed;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, destination);
    }
  }

  /**
   * What {@link #mend} would put right in a folder; nothing is written.
   *
   * @return paths in the folder, in order
   */
  static SortedSet<String> wrong(StoredBundle source, Path destination, Predicate<Digest> here) {
    BundleFolder judged = new BundleFolder(source, destination);
    SortedSet<String> wrong = new TreeSet<>();
    try {
      for (Map.Entry<String, Digest> name : source.names().entrySet()) {
        Path file = destination.resolve(name.getKey());
        if (here.test(name.getValue()) && !judged.isRight(name.getKey(), file, name.getValue())) {
          wrong.add(name.getKey());
        }
      }
      if (!judged.isListed()) {
        wrong.add(Listing.NAME);
      }
      return wrong;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, destination);
    }
  }

  /** Whether a file is a copy of its blob, because people run it. */
  static boolean isScript(String path) {
    return SCRIPTS.contains(path);
  }

  private boolean replace(String path, Digest digest) throws IOException {
    Path file = place(path);
    if (isRight(path, file, digest)) {
      return false;
    }
    Path staged = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(staged);
    put(path, digest, staged);
    if (Files.isDirectory(file)) {
      Folders.delete(file);
    }
    Durable.move(staged, file);
    return true;
  }

  /** The blob's own inode is as right as the blob; another file is hashed. */
  private boolean isRight(String path, Path file, Digest digest) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Optional<Path> blob = source.findFile(digest);
    if (blob.isPresent() && !SCRIPTS.contains(path) && Files.isSameFile(file, blob.get())) {
      return true;
    }
    return FileDigest.of(file).equals(digest);
  }

  /** The list is no blob: it follows from the others. */
  private void sums() throws IOException {
    if (!isListed()) {
      Durable.write(folder.resolve(Listing.NAME), source.sums());
    }
  }

  private boolean isListed() throws IOException {
    Path list = folder.resolve(Listing.NAME);
    return Files.isRegularFile(list) && Arrays.equals(Files.readAllBytes(list), source.sums());
  }

  private Path place(String path) throws IOException {
    Path file = folder.resolve(path);
    directory(Objects.requireNonNull(file.getParent()));
    return file;
  }

  private void directory(Path path) throws IOException {
    if (touched.contains(path)) {
      return;
    }
    if (!path.equals(folder)) {
      directory(Objects.requireNonNull(path.getParent()));
    }
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path);
      Durable.mode(path, "rwxr-xr-x");
    }
    touched.add(path);
  }

  private void put(String path, Digest digest, Path file) throws IOException {
    Path blob = source.file(digest);
    if (SCRIPTS.contains(path)) {
      Durable.create(file, Files.readAllBytes(blob), "rwxr-xr-x");
      return;
    }
    linkOrCopy(file, blob);
    Object inode = inode(file);
    if (inode != null) {
      known.put(inode, digest);
    }
  }

  /** Another name of a blob, or its copy where the file system has no links. */
  static void linkOrCopy(Path file, Path blob) throws IOException {
    if (!linked(file, blob)) {
      copy(blob, file);
    }
  }

  private static boolean linked(Path file, Path blob) throws IOException {
    try {
      Files.createLink(file, blob);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException broken) {
      throw broken;
    } catch (IOException | UnsupportedOperationException noLinks) {
      return false;
    }
  }

  private static void copy(Path blob, Path file) throws IOException {
    Files.copy(blob, file);
    Durable.mode(file, "rw-r--r--");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static @Nullable Object inode(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** What {@code ferry verify} would say, without reading again what was just linked. */
  private VerifiedBundle verify() {
    ExtentDigests digests =
        (extent, task) -> {
          Digest digest = known.get(extent.identity());
          return digest == null ? read(extent, task) : Optional.of(digest);
        };
    return Verifier.verify(Container.open(folder), digests, Progress.NONE).orThrow();
  }

  private static Optional<Digest> read(Extent extent, Progress.Task task) {
    return ExtentReader.digest(extent, task);
  }

  private void force() throws IOException {
    for (Path one : touched) {
      Durable.force(one);
    }
  }
}
