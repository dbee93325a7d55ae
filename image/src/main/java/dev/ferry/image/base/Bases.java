package dev.ferry.image.base;

import dev.ferry.image.json.JsonFields;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.LocalBlobStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The bases of a store: records in its folder {@code bases}, layers among its blobs. */
public final class Bases {
  private static final String FOLDER = "bases";
  private static final String ENDING = ".json";

  private final LocalBlobStore store;
  private final Path folder;

  private Bases(LocalBlobStore store) {
    this.store = store;
    this.folder = store.root().resolve(FOLDER);
  }

  public static Bases of(LocalBlobStore store) {
    return new Bases(store);
  }

  /** All of them, by name. */
  public List<Base> all() {
    return names(folder).stream().flatMap(name -> find(name).stream()).toList();
  }

  /** The base of a name. */
  public Optional<Base> find(String name) {
    return BaseName.isName(name) ? read(folder.resolve(name + ENDING)) : Optional.empty();
  }

  /**
   * The base of a name, with every layer in the store.
   *
   * @throws FerryException that lists the names there are
   */
  public Base require(String name) {
    Base base = find(name).orElseThrow(() -> absent(name));
    for (BaseLayer layer : base.layers()) {
      if (store.find(layer.diffId(), layer.tarSize()).isEmpty()
          || store.find(layer.blob(), layer.size()).isEmpty()) {
        throw new FerryException(
                Failure.VERIFICATION,
                Text.of(
                    "Cannot use the base `%s`: its layer `%s` is no longer in the store, or"
                        + " damaged",
                    "无法使用基础镜像 `%s`：其层 `%s` 已不在存储中或已损坏", name, layer.diffId()))
            .hint(
                Text.of(
                    "Import it again with `ferry base import FILE --name %s`",
                    "请用 `ferry base import FILE --name %s` 重新导入", name));
      }
    }
    return base;
  }

  private FerryException absent(String name) {
    List<String> names = names(folder);
    return new FerryException(
            Failure.USAGE,
            names.isEmpty()
                ? Text.of(
                    "There is no base `%s`: none was imported into `%s`",
                    "没有基础镜像 `%s`：`%s` 中尚未导入任何基础镜像", Faults.shown(name), store.root())
                : Text.of(
                    "There is no base `%s`, want one of %s",
                    "没有基础镜像 `%s`，可用的有 %s", Faults.shown(name), String.join(", ", names)))
        .hint(
            Text.of(
                "`ferry base import FILE --name NAME` imports one",
                "用 `ferry base import FILE --name NAME` 导入"));
  }

  /** The record of a base, as it is kept. */
  public static byte[] document(Base base) {
    return BaseDocument.bytes(base);
  }

  /** Keeps a base under its name, instead of one that has the name already. */
  public void save(Base base) {
    BaseName.require(base.name());
    Path record = folder.resolve(base.name() + ENDING);
    byte[] document = BaseDocument.bytes(base);
    if (document.length > JsonFields.LARGEST) {
      throw Faults.archive(record.toString(), Text.of("it is larger than 4 MiB", "超过 4 MiB"));
    }
    LocalBlobStore.Hold hold = store.hold("base " + base.name());
    try (hold) {
      Files.createDirectories(folder);
      Durable.write(record, document);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, record);
    }
  }

  /**
   * A base that was carried, before it is taken: what its record says.
   *
   * @param record digest of the record's bytes, a blob of the store
   */
  public Optional<Base> findCarried(Digest record) {
    return read(store.path(record));
  }

  /**
   * Takes a base that was carried: its record is a blob of the store, and so are its layers as they
   * were given. Tars that are missing are unpacked. A name that belongs to another base gets the
   * beginning of the digest behind it.
   *
   * @param record digest of the record's bytes
   * @throws FerryException a verification failure where record or layers are not what they say
   */
  public Base adopt(Digest record) {
    Path file = store.path(record);
    Base base = read(file).orElseThrow(() -> absent(record.toString()));
    for (BaseLayer layer : base.layers()) {
      if (store.find(layer.diffId(), layer.tarSize()).isEmpty()) {
        unpack(layer);
      }
    }
    Optional<Base> there = find(base.name());
    boolean taken = there.isPresent() && !there.get().digest().equals(base.digest());
    Base named = taken ? base.named(base.name() + "-" + base.digest().abbreviated()) : base;
    save(named);
    return named;
  }

  private void unpack(BaseLayer layer) {
    Path blob = store.path(layer.blob());
    try (BufferedInputStream given = Packed.buffered(Files.newInputStream(blob));
        InputStream plain = Packed.peek(given).open(given, blob.toString())) {
      Digest got = store.put(plain, layer.tarSize());
      if (!got.equals(layer.diffId())) {
        throw Faults.archive(
            blob.toString(),
            Text.of("its tar is `%s`, want `%s`", "其 tar 为 `%s`，应为 `%s`", got, layer.diffId()));
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, blob);
    }
  }

  /** Forgets a base; its layers stay until the store is cleaned. */
  public void remove(String name) {
    Path record = folder.resolve(name + ENDING);
    try {
      if (!BaseName.isName(name) || !Files.deleteIfExists(record)) {
        throw absent(name);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, record);
    }
  }

  /**
   * Whether a file of a store belongs to a base, and so must outlive a cleaning. Asking is no use
   * of the store.
   *
   * @param root the store's folder
   * @return takes paths relative to it
   */
  public static Predicate<Path> files(Path root) {
    Path folder = root.resolve(FOLDER);
    Set<String> layers = new HashSet<>();
    for (String name : names(folder)) {
      for (Base base : read(folder.resolve(name + ENDING)).stream().toList()) {
        base.layers().forEach(layer -> layers.addAll(names(layer)));
      }
    }
    return path -> path.startsWith(FOLDER) || isBlob(path, layers);
  }

  private static boolean isBlob(Path path, Set<String> hexes) {
    return path.startsWith("blobs") && hexes.contains(path.getFileName().toString());
  }

  private static List<String> names(BaseLayer layer) {
    return List.of(layer.diffId().hex(), layer.blob().hex());
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(ENDING))
              .map(name -> name.substring(0, name.length() - ENDING.length()))
              .filter(BaseName::isName)
              .sorted()
              .toList());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private static Optional<Base> read(Path record) {
    try (InputStream in = Files.newInputStream(record)) {
      byte[] bytes = in.readNBytes(JsonFields.LARGEST + 1);
      if (bytes.length > JsonFields.LARGEST) {
        throw Faults.archive(record.toString(), Text.of("it is larger than 4 MiB", "超过 4 MiB"));
      }
      return Optional.of(BaseDocument.parse(record.toString(), bytes));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, record);
    }
  }
}
