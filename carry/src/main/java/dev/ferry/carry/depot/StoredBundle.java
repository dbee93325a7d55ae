package dev.ferry.carry.depot;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.read.Container;
import dev.ferry.carry.goods.GoodsNames;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.BlobStore;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle as blobs of a store: everything that its {@code index.json} reaches, and the files
 * outside its root. From them its folder can be made again, byte for byte.
 */
public final class StoredBundle {
  private static final String BLOBS = "blobs/sha256/";

  private final BlobStore store;
  private final Form form;
  private final SortedMap<String, Digest> outer;
  private final SortedMap<Digest, Long> blobs = new TreeMap<>();
  private final SortedMap<String, Digest> names = new TreeMap<>();
  private final Bundle bundle;

  private StoredBundle(BlobStore store, Path origin, Form form, SortedMap<String, Digest> outer) {
    this.store = store;
    this.form = form;
    this.outer = outer;
    SortedMap<String, Extent> documents = new TreeMap<>();
    documents.put(LayoutReader.MARKER, extent(marker(), LayoutReader.MARKER));
    Digest index = outer.get(LayoutReader.INDEX);
    if (index == null) {
      throw absent(LayoutReader.INDEX);
    }
    documents.put(LayoutReader.INDEX, extent(index, LayoutReader.INDEX));
    ImageIndex top = ImageIndex.parse(LayoutReader.INDEX, read(index, LayoutReader.INDEX));
    top.manifests().forEach(entry -> document(entry, documents));
    this.bundle = Bundle.of(new Container(origin, documents, List.of()));
    place();
  }

  /**
   * Reads the documents of a bundle.
   *
   * @param store where its blobs are, or most of them
   * @param origin what it is called in messages
   * @param form of the folder
   * @param outer what the root does not reach, by path: {@code index.json}, signatures, evidence
   * @throws FerryException of kind VERIFICATION where a document is missing or wrong
   */
  public static StoredBundle of(
      BlobStore store, Path origin, Form form, Map<String, Digest> outer) {
    for (Map.Entry<String, Digest> file : outer.entrySet()) {
      String path = file.getKey();
      boolean blob = path.startsWith(BLOBS);
      if (!GoodsNames.isUnreached(path)
          || (blob && !path.equals(LayoutReader.path(file.getValue())))) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of("`%s` cannot be a file of a bundle", "`%s` 不可能是包中的文件", path));
      }
    }
    return new StoredBundle(store, origin, form, new TreeMap<>(outer));
  }

  /** The digest of the file that says that a folder is a layout. */
  static Digest marker() {
    return Digest.of(markerBytes());
  }

  /** Its content. */
  public static byte[] markerBytes() {
    return LayoutReader.MARKER_CONTENT.getBytes(StandardCharsets.US_ASCII);
  }

  /** Manifests below the index; whatever else is there is the reader's business. */
  private void document(Descriptor entry, SortedMap<String, Extent> documents) {
    String path = LayoutReader.path(entry.digest());
    if (documents.containsKey(path)) {
      return;
    }
    documents.put(path, extent(entry.digest(), path));
    blobs.put(entry.digest(), entry.size());
    names.put(path, entry.digest());
    if (entry.mediaType().equals(MediaTypes.INDEX)) {
      ImageIndex.parse(path, read(entry.digest(), path))
          .manifests()
          .forEach(child -> document(child, documents));
    } else if (entry.mediaType().equals(MediaTypes.MANIFEST)) {
      Manifest manifest = Manifest.parse(path, read(entry.digest(), path));
      if (manifest.subject().isPresent()) {
        manifest.layers().forEach(this::blob);
        blob(manifest.config());
      }
    }
  }

  /** What a statement holds; the bundle's own files are placed by {@link #place}. */
  private void blob(Descriptor file) {
    blobs.put(file.digest(), file.size());
    names.put(LayoutReader.path(file.digest()), file.digest());
  }

  private void place() {
    bundle
        .listing(form)
        .lines()
        .forEach(
            (path, line) -> {
              names.put(path, line.digest());
              blobs.put(line.digest(), line.size());
            });
    for (Piece piece : bundle.pieces()) {
      blobs.put(piece.digest(), piece.size());
    }
    outer.forEach(
        (path, digest) -> {
          names.put(path, digest);
          blobs.put(digest, size(path(digest, path)));
        });
  }

  private Extent extent(Digest digest, String name) {
    Path file = path(digest, name);
    return new Extent(file, 0, size(file), file);
  }

  private byte[] read(Digest digest, String name) {
    int limit = Manifest.LIMIT;
    Path file = path(digest, name);
    try {
      if (Files.size(file) > limit) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "`%s` of the bundle is larger than %d bytes", "包中的 `%s` 大于 %d 字节", name, limit));
      }
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private Path path(Digest digest, String name) {
    return store.find(digest).orElseThrow(() -> absent(name));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static FerryException absent(String name) {
    return new FerryException(
        Failure.VERIFICATION, Text.of("`%s` of the bundle is missing", "包中缺少 `%s`", name));
  }

  public Bundle bundle() {
    return bundle;
  }

  /** Every blob that the bundle's folder is made of, with its size in bytes. */
  public SortedMap<Digest, Long> blobs() {
    return Collections.unmodifiableSortedMap(blobs);
  }

  /** Where each lies in the folder, by path. */
  public SortedMap<String, Digest> names() {
    return Collections.unmodifiableSortedMap(names);
  }

  /** The content of {@code SHA256SUMS}. */
  byte[] sums() {
    return bundle.listing(form).bytes();
  }

  public Form form() {
    return form;
  }

  /** What the root does not reach, by path. */
  public SortedMap<String, Digest> outer() {
    return Collections.unmodifiableSortedMap(outer);
  }

  /** Blobs that the store does not have. */
  public List<Digest> absent() {
    return blobs.entrySet().stream()
        .filter(blob -> store.find(blob.getKey(), blob.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where the bytes of a blob lie. */
  Path file(Digest digest) {
    return findFile(digest).orElseThrow(() -> absent(LayoutReader.path(digest)));
  }

  Optional<Path> findFile(Digest digest) {
    return store.find(digest);
  }
}
