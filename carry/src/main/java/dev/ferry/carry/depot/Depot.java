package dev.ferry.carry.depot;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A depot that is open; {@link dev.ferry.carry.depot} tells its layout. */
public final class Depot {
  /** The value of {@code format} in {@code depot.json}. A reader refuses any other. */
  public static final int FORMAT = 1;

  /** The file that makes a folder a depot. */
  public static final String DOCUMENT = "depot.json";

  private static final String LOCK = "depot.lock";
  private static final int LARGEST_DOCUMENT = 1 << 16;

  private final Path folder;
  private final String id;
  private final LocalBlobStore store;
  private Optional<String> site;

  private Depot(Path folder, String id, Optional<String> site, LocalBlobStore store) {
    this.folder = folder;
    this.id = id;
    this.site = site;
    this.store = store;
  }

  /** Opens a depot that exists. */
  public static Depot open(Path folder) {
    return open(folder, LocalBlobStore::open);
  }

  /** The same, for one who writes nothing: the disk may be read-only. */
  public static Depot openToRead(Path folder) {
    return open(folder, LocalBlobStore::openToRead);
  }

  /**
   * The depot that an import would write to, for one who writes nothing: where it is not there, an
   * empty one.
   */
  public static Depot forTrial(Path folder) {
    if (is(folder)) {
      return openToRead(folder);
    }
    try {
      if (Files.exists(folder)) {
        requireEmpty(folder);
      }
      return new Depot(folder, "", Optional.empty(), LocalBlobStore.openToRead(folder));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private static Depot open(Path folder, Function<Path, LocalBlobStore> opener) {
    if (!Files.isRegularFile(folder.resolve(DOCUMENT))) {
      throw new FerryException(
              Failure.USAGE,
              Text.of("`%s` is not a depot (no `%s`)", "`%s` 不是仓库（没有 `%s`）", folder, DOCUMENT))
          .hint(
              Text.of(
                  "`ferry import BUNDLE --depot %s` makes one",
                  "`ferry import BUNDLE --depot %s` 会建立一个", folder));
    }
    JsonFields fields =
        JsonFields.read(folder.resolve(DOCUMENT), LARGEST_DOCUMENT)
            .only(Set.of("format", "id", "site"));
    if (fields.number("format") != FORMAT) {
      throw fields.bad("format", String.valueOf(FORMAT));
    }
    String id = fields.string("id");
    if (!id.matches("[0-9a-f]{32}")) {
      throw fields.bad("id", "32 hexadecimal digits");
    }
    return new Depot(folder, id, fields.findString("site"), opener.apply(folder));
  }

  /** The same, and makes one in a folder that is empty or not there yet. */
  public static Depot openOrMake(Path folder, Progress progress) {
    if (!Files.isRegularFile(folder.resolve(DOCUMENT))) {
      make(folder, progress);
    }
    return open(folder);
  }

  private static void make(Path folder, Progress progress) {
    try {
      Files.createDirectories(folder);
      requireEmpty(folder);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
    DepotLock lock = DepotLock.acquire(folder.resolve(LOCK), progress);
    try (lock) {
      if (!Files.isRegularFile(folder.resolve(DOCUMENT))) {
        byte[] id = new byte[16];
        new SecureRandom().nextBytes(id);
        write(folder, HexFormat.of().formatHex(id), Optional.empty());
      }
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      Optional<Path> foreign =
          children
              .filter(child -> !child.getFileName().toString().startsWith("."))
              .filter(child -> !child.getFileName().toString().equals(LOCK))
              .filter(child -> !child.getFileName().toString().equals(DOCUMENT))
              .filter(child -> !child.getFileName().toString().equals("lost+found"))
              .findFirst();
      if (foreign.isPresent()) {
        throw new FerryException(
                Failure.USAGE,
                Text.of(
                    "Cannot make a depot in `%s`: it is not empty, `%s` is there",
                    "无法在 `%s` 建立仓库：目录不为空，其中有 `%s`", folder, foreign.get().getFileName()))
            .hint(
                Text.of(
                    "Name an empty folder or a new one with `--depot`", "用 `--depot` 指定一个空目录或新目录"));
      }
    }
  }

  private static void write(Path folder, String id, Optional<String> site) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", FORMAT);
    tree.put("id", id);
    site.ifPresent(name -> tree.put("site", name));
    Durable.write(folder.resolve(DOCUMENT), CanonicalJson.bytes(tree));
  }

  /** Takes the depot for one who changes it, and removes what others left unfinished. */
  public DepotLock lock(Progress progress) {
    DepotLock lock = DepotLock.acquire(folder.resolve(LOCK), progress);
    try {
      lock.freed(Leftovers.remove(this));
      return lock;
    } catch (IOException failure) {
      lock.close();
      throw DiskFailure.of(failure, folder);
    }
  }

  /** Keeps away those who change the depot while it is read; nothing is written. */
  public DepotLock share(Progress progress) {
    return DepotLock.share(folder.resolve(LOCK), progress);
  }

  /** Whether a folder is a depot. */
  public static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(DOCUMENT));
  }

  public Path folder() {
    return folder;
  }

  /** The depot's own name: 32 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** The site that the depot belongs to, as far as it is known. */
  public Optional<String> site() {
    return site;
  }

  /** Says which site the depot belongs to. */
  public void belongTo(String name) {
    if (!site.equals(Optional.of(name))) {
      site = Optional.of(name);
      write(folder, id, site);
    }
  }

  public LocalBlobStore store() {
    return store;
  }

  public Ledger ledger() {
    return new Ledger(folder.resolve("ledger.jsonl"));
  }

  public Path bundles() {
    return folder.resolve("bundles");
  }

  public Path images() {
    return folder.resolve("images");
  }

  public Path files() {
    return folder.resolve("files");
  }

  public Path parcels() {
    return folder.resolve("parcels");
  }

  public Path receipts() {
    return folder.resolve("receipts");
  }

  /** Names in one of the folders, without work under way, in order. */
  static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }
}
