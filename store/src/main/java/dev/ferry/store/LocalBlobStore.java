package dev.ferry.store;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store in a local folder; {@link dev.ferry.store} tells its layout and what is trusted. */
public final class LocalBlobStore implements BlobStore {
  private static final AtomicLong UNNAMED = new AtomicLong();

  private final Path root;
  private final Path blobs;
  private final Path partial;
  private final Path locks;
  private final boolean readOnly;

  private LocalBlobStore(Path root, boolean readOnly) {
    this.root = root;
    this.readOnly = readOnly;
    this.blobs = root.resolve("blobs").resolve("sha256");
    this.partial = root.resolve("partial");
    this.locks = root.resolve("locks");
  }

  /** Opens the store in a folder, which is made if it does not exist. */
  public static LocalBlobStore open(Path folder) {
    LocalBlobStore store = new LocalBlobStore(folder.toAbsolutePath().normalize(), false);
    try {
      Files.createDirectories(store.blobs);
      Files.createDirectories(store.partial);
      Files.createDirectories(store.locks);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
    StoreUse.share(store.root);
    return store;
  }

  /**
   * Opens the store in a folder to ask only what it has. Nothing is written: no folder is made,
   * touched blobs are not sealed again, damaged ones not dropped but absent.
   */
  public static LocalBlobStore openToRead(Path folder) {
    return new LocalBlobStore(folder.toAbsolutePath().normalize(), true);
  }

  /** The store's folder; other caches live in folders of their own beside the blobs. */
  public Path root() {
    return root;
  }

  /** The small records that lie beside the blobs. */
  public FactStore facts() {
    return new FactStore(root.resolve("facts"));
  }

  @Override
  public Path path(Digest digest) {
    return blobs.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  @Override
  public Optional<Path> find(Digest digest) {
    return find(digest, OptionalLong.empty());
  }

  @Override
  public Optional<Path> find(Digest digest, long size) {
    return find(digest, OptionalLong.of(size));
  }

  private Optional<Path> find(Digest digest, OptionalLong size) {
    Path path = path(digest);
    BasicFileAttributes attributes = findAttributes(path);
    if (attributes == null
        || !attributes.isRegularFile()
        || (size.isPresent() && attributes.size() != size.getAsLong())) {
      return Optional.empty();
    }
    boolean whole = Seal.holds(attributes.lastModifiedTime()) || isRight(path, digest);
    return whole ? Optional.of(path) : Optional.empty();
  }

  private static @Nullable BasicFileAttributes findAttributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, path);
    }
  }

  /** Hashes a blob that was touched; drops it when its bytes were changed. */
  private boolean isRight(Path path, Digest digest) {
    try {
      boolean right = FileDigest.of(path).equals(digest);
      if (readOnly) {
        return right;
      }
      if (right) {
        Seal.put(path);
      } else {
        Files.deleteIfExists(path);
      }
      return right;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, path);
    }
  }

  /**
   * Hashes a blob whatever its seal says: disks forget bits without telling the time. A damaged one
   * is dropped, so that it is absent from now on.
   *
   * @return where it lay, if it was damaged
   */
  public Optional<Path> dropIfDamaged(Digest digest) {
    Path path = path(digest);
    try {
      if (FileDigest.of(path).equals(digest)) {
        return Optional.empty();
      }
      Files.deleteIfExists(path);
      return Optional.of(path);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, path);
    }
  }

  @Override
  public Digest put(InputStream bytes, long limit) throws IOException {
    String name = "put-" + ProcessHandle.current().pid() + "-" + UNNAMED.incrementAndGet();
    try (Staging staging = open(name)) {
      staging.restart();
      byte[] chunk = new byte[1 << 16];
      int count;
      while ((count = bytes.read(chunk)) >= 0) {
        staging.append(chunk, 0, count);
        if (staging.length() > limit) {
          staging.restart();
          throw tooLarge(limit);
        }
      }
      Digest digest = staging.digest();
      staging.publish();
      return digest;
    } finally {
      Files.deleteIfExists(partial.resolve(name + ".part"));
      Files.deleteIfExists(locks.resolve(name + ".lock"));
    }
  }

  private static FerryException tooLarge(long limit) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot store a blob: got more than %d bytes, the limit for it",
            "无法存入数据块：超过上限 %d 字节", limit));
  }

  /**
   * Takes over a file that was made in the store's file system; it is moved.
   *
   * @param digest of its bytes, which are hashed again
   * @throws FerryException a verification failure where they are others
   */
  public Path adopt(Path file, Digest digest) {
    Path destination = path(digest);
    try {
      if (!FileDigest.of(file).equals(digest)) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of("Cannot store a blob: want `%s`", "无法存入数据块：应为 `%s`", digest));
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Seal.put(file);
      Files.createDirectories(destination.getParent());
      Files.move(
          file, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return destination;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, destination);
    }
  }

  @Override
  public Optional<Staging> stage(Digest expected) {
    if (find(expected).isPresent()) {
      return Optional.empty();
    }
    Staging staging = open(expected.hex());
    if (find(expected).isEmpty()) {
      return Optional.of(staging);
    }
    // Another one brought it while this one waited; what it opened is nobody's.
    try (staging) {
      Files.deleteIfExists(partial.resolve(expected.hex() + ".part"));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, partial);
    }
    return Optional.empty();
  }

  @Override
  public Staging stage(String key) {
    return open("key-" + Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex());
  }

  /** Something that only one thread of one process does at a time, until it is closed. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until nobody else that uses this store holds {@code key}.
   *
   * @param key names what must not be done twice at once, for example a destination path
   */
  public Hold hold(String key) {
    String name = "hold-" + Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    Path file = locks.resolve(name + ".lock");
    return acquire(file)::close;
  }

  private Staging open(String name) {
    Path file = partial.resolve(name + ".part");
    FileGuard guard = acquire(locks.resolve(name + ".lock"));
    try {
      return new Staging(this, file, guard);
    } catch (IOException failure) {
      guard.close();
      throw DiskFailure.of(failure, file);
    }
  }

  private static FileGuard acquire(Path file) {
    try {
      return FileGuard.acquire(file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of("Stopped while waiting for `%s`", "等待 `%s` 时被中断", file),
          stopped);
    }
  }
}
