package dev.ferry.oci;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;

/**
 * Reads the documents of an image layout ({@code image-layout.md}) from any place that has its
 * files: a folder, a tar.
 */
public final class LayoutReader {
  /** The file that says that a folder is a layout. */
  public static final String MARKER = "oci-layout";

  /** The file that the graph begins in. */
  public static final String INDEX = "index.json";

  /** The one content of {@link #MARKER}. */
  public static final String MARKER_CONTENT = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private final Files files;

  public LayoutReader(Files files) {
    this.files = files;
  }

  /** Where the files are. */
  @FunctionalInterface
  public interface Files {
    /**
     * The whole content of a file.
     *
     * @param path relative to the layout, with {@code /}
     * @param limit most bytes that are read; a larger file is a verification failure
     */
    byte[] read(String path, int limit);
  }

  /** The entries of {@code index.json}. */
  public ImageIndex index() {
    JsonFields marker = Documents.object(MARKER, files.read(MARKER, 1024));
    if (!marker.string("imageLayoutVersion").equals("1.0.0")) {
      throw marker.bad("imageLayoutVersion", "1.0.0");
    }
    return ImageIndex.parse(INDEX, files.read(INDEX, Manifest.LIMIT));
  }

  /** The index that a descriptor points at. */
  public ImageIndex index(Descriptor descriptor) {
    return ImageIndex.parse(path(descriptor.digest()), document(descriptor, MediaTypes.INDEX));
  }

  /** The manifest that a descriptor points at. */
  public Manifest manifest(Descriptor descriptor) {
    return Manifest.parse(path(descriptor.digest()), document(descriptor, MediaTypes.MANIFEST));
  }

  /** Where a blob lies: {@code blobs/sha256/<hex>}. */
  public static String path(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }

  private byte[] document(Descriptor descriptor, String mediaType) {
    String path = path(descriptor.digest());
    if (!descriptor.mediaType().equals(mediaType)) {
      throw wrong(path, "mediaType", descriptor.mediaType(), mediaType);
    }
    byte[] bytes = files.read(path, Manifest.LIMIT);
    if (bytes.length != descriptor.size()) {
      throw wrong(path, "size", bytes.length, descriptor.size());
    }
    Digest digest = Digest.of(bytes);
    if (!digest.equals(descriptor.digest())) {
      throw wrong(path, "sha256", digest.hex(), descriptor.digest().hex());
    }
    return bytes;
  }

  private static FerryException wrong(String path, String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read `%s`: bad value for `%s`: got `%s`, want `%s`",
            "无法读取 `%s`：字段 `%s` 的值有误：得到 `%s`，应为 `%s`", path, field, got, want));
  }
}
