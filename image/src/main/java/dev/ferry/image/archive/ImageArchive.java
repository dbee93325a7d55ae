package dev.ferry.image.archive;

import dev.ferry.bundle.read.Container;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Annotations;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image layout in a folder or tar: what {@code ferry image} wrote, or any other tool. */
public final class ImageArchive {
  private final Container container;
  private final LayoutReader layout;
  private final List<ArchivedImage> images;
  private final Descriptor top;

  private ImageArchive(Container container) {
    this.container = container;
    this.layout = new LayoutReader(this::small);
    List<Descriptor> entries = layout.index().manifests();
    if (entries.size() != 1) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "`%s` holds %d images, want one",
              "`%s` 含有 %d 个镜像，应为一个", container.origin(), entries.size()));
    }
    this.top = entries.get(0);
    this.images = read(top);
  }

  /**
   * Opens a folder or a tar and reads its documents.
   *
   * @throws FerryException of kind VERIFICATION naming the file and the field
   */
  public static ImageArchive open(Path origin) {
    return new ImageArchive(Container.open(origin));
  }

  /** The folder or tar. */
  public Path origin() {
    return container.origin();
  }

  /** What {@code index.json} points at. */
  public Descriptor top() {
    return top;
  }

  /** The image's name, where the archive tells it. */
  public Optional<String> name() {
    return Optional.ofNullable(top.annotations().get(Annotations.REF_NAME));
  }

  /** One image a platform. */
  public List<ArchivedImage> images() {
    return images;
  }

  private List<ArchivedImage> read(Descriptor entry) {
    List<Descriptor> manifests =
        entry.mediaType().equals(MediaTypes.INDEX)
            ? layout.index(entry).manifests()
            : List.of(entry);
    List<ArchivedImage> found = new ArrayList<>();
    for (Descriptor descriptor : manifests) {
      Manifest manifest = layout.manifest(descriptor);
      found.add(new ArchivedImage(descriptor, manifest, document(manifest.config())));
    }
    return List.copyOf(found);
  }

  /** Statements about the image, where the archive lists some. */
  public Optional<ImageIndex> referrers() {
    return container.files().containsKey(ArchiveWriter.REFERRERS)
        ? Optional.of(
            ImageIndex.parse(
                ArchiveWriter.REFERRERS, small(ArchiveWriter.REFERRERS, Manifest.LIMIT)))
        : Optional.empty();
  }

  /** The manifest of a statement. */
  public Manifest manifest(Descriptor descriptor) {
    return layout.manifest(descriptor);
  }

  /** A small blob as a whole, compared with its digest. */
  public byte[] document(Descriptor descriptor) {
    String path = LayoutReader.path(descriptor.digest());
    byte[] bytes = small(path, Manifest.LIMIT);
    Digest got = Digest.of(bytes);
    if (bytes.length != descriptor.size() || !got.equals(descriptor.digest())) {
      throw wrong(path, "sha256", got.hex(), descriptor.digest().hex());
    }
    return bytes;
  }

  /** Where a blob's bytes lie. Nobody has hashed them yet. */
  public Extent extent(Descriptor descriptor) {
    String path = LayoutReader.path(descriptor.digest());
    Extent extent = container.files().get(path);
    if (extent == null) {
      throw absent(path);
    }
    if (extent.size() != descriptor.size()) {
      throw wrong(path, "size", extent.size(), descriptor.size());
    }
    return extent;
  }

  private byte[] small(String path, int limit) {
    Extent extent = container.files().get(path);
    if (extent == null) {
      throw absent(path);
    }
    if (extent.size() > limit) {
      throw wrong(path, "size", extent.size(), "at most " + limit);
    }
    try (InputStream in = extent.open()) {
      return in.readNBytes(limit);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, extent.file());
    }
  }

  private FerryException absent(String path) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("`%s` of the archive `%s` is missing", "缺少 `%s`（归档 `%s`）", path, origin()));
  }

  private FerryException wrong(String path, String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "`%s` of the archive `%s` is damaged: bad value for `%s`: got `%s`, want `%s`",
            "`%s`（归档 `%s`）已损坏：`%s` 有误：得到 `%s`，应为 `%s`", path, origin(), field, got, want));
  }
}
