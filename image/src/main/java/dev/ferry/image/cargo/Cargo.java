package dev.ferry.image.cargo;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.BlobStore;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the files of a bundle by what its documents say about them. */
public final class Cargo {
  private final Optional<Bundle> bundle;
  private final BlobStore store;

  private Cargo(Optional<Bundle> bundle, BlobStore store) {
    this.bundle = bundle;
    this.store = store;
  }

  /** Files that lie in a bundle, or else in the store. */
  public static Cargo of(Optional<Bundle> bundle, BlobStore store) {
    return new Cargo(bundle, store);
  }

  /** Where a file's bytes lie. Nobody has hashed them yet. */
  public Extent extent(BundleFile file) {
    Optional<Extent> named =
        bundle.flatMap(
            opened -> {
              Map<String, Extent> files = opened.container().files();
              Extent own = files.get(file.path());
              return Optional.ofNullable(
                  own == null ? files.get(LayoutReader.path(file.sha256())) : own);
            });
    return named
        .filter(extent -> extent.size() == file.size())
        .or(() -> stored(file.sha256(), file.size()))
        .orElseThrow(() -> absent(file));
  }

  private Optional<Extent> stored(Digest digest, long size) {
    return store.find(digest, size).map(path -> whole(path, digest, size));
  }

  private static Extent whole(Path path, Digest digest, long size) {
    return new Extent(path, 0, size, digest);
  }

  /**
   * A small file as a whole, compared with its digest.
   *
   * @param limit most bytes that are read
   */
  public byte[] bytes(BundleFile file, int limit) {
    Extent extent = extent(file);
    if (extent.size() > limit) {
      throw damaged(file, "size", extent.size(), limit);
    }
    try (InputStream in = extent.open()) {
      byte[] bytes = in.readNBytes(limit);
      if (!Digest.of(bytes).equals(file.sha256())) {
        throw damaged(file, "sha256", Digest.of(bytes).hex(), file.sha256().hex());
      }
      return bytes;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, extent.file());
    }
  }

  static FerryException damaged(BundleFile file, String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "`%s` of the bundle is damaged: bad value for `%s`: got `%s`, want `%s`",
            "包中的 `%s` 已损坏：`%s` 有误：得到 `%s`，应为 `%s`", file.path(), field, got, want));
  }

  private FerryException absent(BundleFile file) {
    return new FerryException(
            Failure.VERIFICATION,
            bundle.isPresent()
                ? Text.of(
                    "`%s` is missing from the bundle `%s`",
                    "缺少 `%s`（包 `%s`）", file.path(), bundle.get().origin())
                : Text.of(
                    "`%s` (sha256 `%s`) is not in the store",
                    "存储中没有 `%s`（sha256 `%s`）", file.path(), file.sha256().hex()))
        .hint(
            Text.of(
                "name the bundle as well: `ferry image BUNDLE …`",
                "请同时给出包：`ferry image BUNDLE …`"));
  }
}
