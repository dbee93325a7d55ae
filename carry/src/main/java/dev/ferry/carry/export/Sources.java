package dev.ferry.carry.export;

import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the bytes of blobs are on this machine: the store, and bundles and files that are named.
 */
final class Sources {
  private static final int CHUNK = 1 << 18;

  private final LocalBlobStore store;
  private final Map<Digest, Extent> places = new HashMap<>();
  private final Map<Digest, String> titles = new HashMap<>();
  private final Set<Digest> hashed = new HashSet<>();

  Sources(LocalBlobStore store) {
    this.store = store;
  }

  LocalBlobStore store() {
    return store;
  }

  /** What a document or a file of a bundle is called. */
  Optional<String> title(Digest digest) {
    return Optional.ofNullable(titles.get(digest));
  }

  /** Takes blobs from a bundle, too. */
  void add(Bundle bundle) {
    for (Piece piece : bundle.pieces()) {
      titles.put(piece.digest(), piece.path());
      bundle.find(piece).ifPresent(at -> add(piece.digest(), at));
    }
    titles.putAll(BundleShipment.titles(bundle));
    bundle
        .container()
        .files()
        .forEach(
            (path, at) -> {
              if (BundleShipment.isPointer(path)) {
                // Small, and no blob of the folder has its bytes.
                add(hash(at), at);
              } else if (path.startsWith("blobs/sha256/")) {
                Digest.findHex(path.substring(path.lastIndexOf('/') + 1))
                    .filter(digest -> LayoutReader.path(digest).equals(path))
                    .ifPresent(digest -> add(digest, at));
              }
            });
  }

  /** Takes one blob from a place. */
  void add(Digest digest, Extent at) {
    places.putIfAbsent(digest, at);
  }

  /** Where a blob lies, if somewhere. */
  Optional<Extent> find(Digest digest, long size) {
    Optional<Path> kept = store.find(digest, size);
    if (kept.isPresent()) {
      return kept.map(path -> Extent.of(path, 0, size));
    }
    return Optional.ofNullable(places.get(digest))
        .filter(at -> at.size() == size && Files.isRegularFile(at.file()));
  }

  /**
   * The same, after its bytes were hashed; those of the store were when they came.
   *
   * @throws FerryException of kind VERIFICATION where they are not what they should be
   */
  Extent verified(Digest digest, long size, String title) {
    Extent at = find(digest, size).orElseThrow(() -> absent(title));
    if (at.file().equals(store.path(digest)) || hashed.contains(digest)) {
      return at;
    }
    Digest got = hash(at);
    if (!got.equals(digest)) {
      throw new FerryException(
              Failure.VERIFICATION,
              Text.of(
                  "Cannot carry `%s`: `%s` is damaged: got `%s`, want `%s`",
                  "无法携带 `%s`：`%s` 已损坏：得到 `%s`，应为 `%s`", title, at.file(), got, digest))
          .hint(Text.of("`ferry verify` tells what else is damaged", "`ferry verify` 会列出其他损坏"));
    }
    hashed.add(digest);
    return at;
  }

  /** Takes small bytes into the store, because the file that has them will be written anew. */
  void keep(Extent at) {
    try (InputStream bytes = at.open()) {
      store.put(bytes, at.size());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, at.file());
    }
  }

  /** A file with exactly these bytes; a member of a tar is taken into the store. */
  Path file(Extent at, Digest digest) {
    try {
      if (at.offset() == 0 && Files.size(at.file()) == at.size()) {
        return at.file();
      }
      try (InputStream bytes = at.open()) {
        store.put(bytes, at.size());
      }
      return store.path(digest);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, at.file());
    }
  }

  /** The digest of some bytes. */
  static Digest hash(Extent at) {
    MessageDigest hash = Digest.sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream bytes = at.open()) {
      int count;
      while ((count = bytes.read(chunk)) >= 0) {
        hash.update(chunk, 0, count);
      }
      return Digest.from(hash.digest());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, at.file());
    }
  }

  static FerryException absent(String title) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot carry `%s`: its bytes are no longer on this machine",
                "无法携带 `%s`：本机已没有其内容", title))
        .hint(
            Text.of("Name the bundle that has it with `--base PATH`", "请用 `--base PATH` 指出含有它的包"));
  }
}
