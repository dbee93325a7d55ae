package dev.ferry.carry.depot;

import dev.ferry.bundle.layout.BundleTypes;
import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Listing;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.goods.GoodsNames;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The bundles of a depot, each under its name. */
public final class Bundles {
  private final Depot depot;

  public Bundles(Depot depot) {
    this.depot = depot;
  }

  /** Their names, in order. */
  public List<String> names() {
    return Depot.names(depot.bundles());
  }

  public Path folder(String name) {
    return depot.bundles().resolve(name);
  }

  /** A name that is taken, in whatever case it is spelled. */
  public Optional<String> findTaken(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return names().stream().filter(one -> one.toLowerCase(Locale.ROOT).equals(folded)).findFirst();
  }

  /**
   * The root digest of the bundle of that name: what its own index says, and where that cannot be
   * read, what the ledger remembers.
   */
  public Optional<Digest> findRoot(String name) {
    Optional<Digest> said = rootOfIndex(folder(name).resolve(LayoutReader.INDEX));
    return said.isPresent() ? said : remembered(name);
  }

  private static Optional<Digest> rootOfIndex(Path index) {
    try {
      if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)
          || Files.size(index) > Manifest.LIMIT) {
        return Optional.empty();
      }
      return ImageIndex.parse(LayoutReader.INDEX, Files.readAllBytes(index)).manifests().stream()
          .filter(entry -> entry.artifactType().equals(Optional.of(BundleTypes.BUNDLE)))
          .map(entry -> entry.digest())
          .findFirst();
    } catch (FerryException damaged) {
      return Optional.empty();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, index);
    }
  }

  private Optional<Digest> remembered(String name) {
    return depot.ledger().read().entries().stream()
        .flatMap(entry -> entry.roots().stream())
        .filter(root -> root.kind() == RootKind.BUNDLE && root.name().equals(name))
        .filter(root -> root.state() == RootState.KEPT || root.state() == RootState.PRESENT)
        .map(root -> root.digest())
        .reduce((earlier, later) -> later);
  }

  /**
   * The bundle of a folder of the depot, as blobs.
   *
   * @throws FerryException of kind VERIFICATION where its documents are damaged
   */
  public StoredBundle stored(String name) {
    Path folder = folder(name);
    SortedMap<String, Digest> outer = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (GoodsNames.isUnreached(path) && !path.startsWith("blobs/")) {
          outer.put(path, smallDigest(file));
        }
      }
      boolean listed = Files.isRegularFile(folder.resolve(Listing.NAME));
      StoredBundle oci = StoredBundle.of(depot.store(), folder, Form.OCI, outer);
      boolean plain = listed && !Arrays.equals(small(folder.resolve(Listing.NAME)), oci.sums());
      return plain && isPlain(folder)
          ? StoredBundle.of(depot.store(), folder, Form.PLAIN, outer)
          : oci;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private static boolean isPlain(Path folder) throws IOException {
    return Arrays.equals(
        small(folder.resolve(Listing.NAME)), Bundle.open(folder).listing(Form.PLAIN).bytes());
  }

  private static Digest smallDigest(Path file) throws IOException {
    return Digest.of(small(file));
  }

  private static byte[] small(Path file) throws IOException {
    if (Files.size(file) > Listing.LIMIT) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of("`%s` is larger than %d bytes", "`%s` 大于 %d 字节", file, Listing.LIMIT));
    }
    return Files.readAllBytes(file);
  }

  /**
   * Makes the folder of a bundle whose blobs are all here, or brings an equal one up to date.
   *
   * @return {@code KEPT} where it was made, mended or got new evidence, else {@code PRESENT}
   * @throws FerryException of kind REFUSED where the name belongs to another bundle
   */
  public RootState place(String name, StoredBundle bundle) {
    DepotName.checked(name);
    Optional<String> taken = findTaken(name);
    if (taken.isEmpty()) {
      try {
        Files.createDirectories(depot.bundles());
      } catch (IOException failure) {
        throw DiskFailure.of(failure, depot.bundles());
      }
      force(bundle);
      BundleFolder.make(bundle, folder(name));
      return RootState.KEPT;
    }
    requireFree(name, bundle.bundle().root());
    StoredBundle merged = EvidenceUnion.of(depot, this, name, bundle);
    force(merged);
    return BundleFolder.mend(merged, folder(name)) ? RootState.KEPT : RootState.PRESENT;
  }

  /** Fails where a name belongs to a bundle with another root. */
  public void requireFree(String name, Digest root) {
    Optional<String> taken = findTaken(name);
    if (taken.isEmpty()) {
      return;
    }
    Optional<Digest> there = findRoot(taken.get());
    if (!taken.get().equals(name) || !there.equals(Optional.of(root))) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot keep the bundle as `%s`: another bundle has that name, `%s`, this one is"
                      + " `%s`",
                  "无法以 `%s` 为名保存此包：该名称已属于另一个包 `%s`，此包为 `%s`",
                  name,
                  there.map(Digest::toString).orElse("?"),
                  root))
          .hint(Text.of("Give it another name with `--as NAME`", "用 `--as NAME` 另取名称"));
    }
  }

  /** The blobs' names are on the disk before a folder with the bundle's name is. */
  private void force(StoredBundle bundle) {
    Blobs.force(depot.store(), bundle.blobs().keySet());
  }

  /** Removes a bundle's folder; its blobs stay until nothing needs them. */
  void remove(String name) throws IOException {
    Path gone = depot.bundles().resolve("." + name + ".part");
    Folders.delete(gone);
    Durable.move(folder(name), gone);
    Folders.delete(gone);
  }
}
