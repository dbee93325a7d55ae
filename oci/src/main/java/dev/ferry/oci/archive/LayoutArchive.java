package dev.ferry.oci.archive;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** An image layout in a folder or a tar. */
public final class LayoutArchive {
  /** Lists the image's SBOM and provenance, where there are some. */
  public static final String REFERRERS = "referrers.json";

  /** The list of docker's own archive format. */
  public static final String DOCKER_LIST = "manifest.json";

  private static final int CHUNK = 1 << 20;

  /** Most members of a tar that are read. */
  private static final int MOST = 200_000;

  private static final Pattern BLOB = Pattern.compile("blobs/sha256/[0-9a-f]{64}");
  private static final List<String> TOPS =
      List.of(LayoutReader.MARKER, LayoutReader.INDEX, REFERRERS, DOCKER_LIST);

  private final Path origin;
  private final Map<String, Extent> files;

  private LayoutArchive(Path origin, Map<String, Extent> files) {
    this.origin = origin;
    this.files = files;
  }

  /** Opens a layout. */
  public static LayoutArchive open(Path origin) {
    if (!Files.exists(origin)) {
      throw none(origin, Text.of("it does not exist", "它不存在"));
    }
    boolean folder = Files.isDirectory(origin);
    LayoutArchive archive = new LayoutArchive(origin, folder ? Map.of() : members(origin));
    if (archive.find(LayoutReader.MARKER).isEmpty()) {
      throw none(
          origin,
          archive.find(DOCKER_LIST).isPresent()
              ? Text.of(
                  "it has no `oci-layout`, it is an archive of docker before 25",
                  "没有 `oci-layout`，是 25 之前的 docker 存档")
              : Text.of("it has no `oci-layout`", "没有 `oci-layout`"));
    }
    return archive;
  }

  private static Map<String, Extent> members(Path tar) {
    Map<String, Extent> files = new HashMap<>();
    TarMembers.read(
        tar,
        MOST,
        TarMembers.Filling.ANYTHING,
        (type, path, link, extent) -> {
          if (type == '0' && belongs(path) && files.put(path, extent) != null) {
            throw new FerryException(
                Failure.VERIFICATION,
                Text.of(
                    "Cannot read the tar `%s`: it has `%s` twice",
                    "无法读取 tar `%s`：`%s` 重复出现", tar, path));
          }
        });
    return Map.copyOf(files);
  }

  /** Whether a layout has a file of that name. */
  static boolean belongs(String path) {
    return TOPS.contains(path) || BLOB.matcher(path).matches();
  }

  private static FerryException none(Path origin, Text why) {
    return new FerryException(
        Failure.USAGE, Text.of("Cannot open the image `%s`: %s", "无法打开镜像 `%s`：%s", origin, why));
  }

  /** The folder or tar. */
  public Path origin() {
    return origin;
  }

  /** Where a file of the layout lies. */
  public Optional<Extent> find(String path) {
    if (!Files.isDirectory(origin)) {
      return Optional.ofNullable(files.get(path));
    }
    Path file = origin.resolve(path);
    if (!belongs(path) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Extent.of(file, 0, Files.size(file)));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** The blob that a descriptor points at; its size is what the descriptor says. */
  public Extent blob(Descriptor descriptor) {
    String path = LayoutReader.path(descriptor.digest());
    Extent extent = find(path).orElseThrow(() -> wrong(path, Text.of("it is not there", "不存在")));
    if (extent.size() != descriptor.size()) {
      throw wrong(
          path,
          Text.of("got %d bytes, want %d", "得到 %d 字节，应为 %d 字节", extent.size(), descriptor.size()));
    }
    return extent;
  }

  /**
   * Hashes a blob.
   *
   * @param hashed told of bytes as they are hashed
   * @throws FerryException a verification failure where it is another
   */
  public Extent verifiedBlob(Descriptor descriptor, LongConsumer hashed) {
    Extent extent = blob(descriptor);
    String path = LayoutReader.path(descriptor.digest());
    var hash = Digest.sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = extent.open()) {
      int count;
      while ((count = in.read(chunk)) >= 0) {
        hash.update(chunk, 0, count);
        hashed.accept(count);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, origin);
    }
    Digest got = Digest.from(hash.digest());
    if (!got.equals(descriptor.digest())) {
      throw wrong(path, Text.of("it has the digest `%s`", "其摘要为 `%s`", got));
    }
    return extent;
  }

  /** The whole content of a file. */
  public byte[] read(String path, int limit) {
    Extent extent = find(path).orElseThrow(() -> wrong(path, Text.of("it is not there", "不存在")));
    if (extent.size() > limit) {
      throw wrong(
          path, Text.of("got %d bytes, want at most %d", "得到 %d 字节，最多 %d", extent.size(), limit));
    }
    try (InputStream in = extent.open()) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, origin);
    }
  }

  /** The one image that the layout is of. */
  public ImageGraph graph() {
    ImageIndex index = new LayoutReader(this::read).index();
    if (index.manifests().size() != 1) {
      throw wrong(
          LayoutReader.INDEX,
          Text.of("it lists %d images, want one", "列出了 %d 个镜像，应为一个", index.manifests().size()));
    }
    List<Descriptor> referrers =
        find(REFERRERS).isPresent()
            ? ImageIndex.parse(REFERRERS, read(REFERRERS, dev.ferry.oci.Manifest.LIMIT)).manifests()
            : List.of();
    return ImageGraph.read(index.manifests().getFirst(), referrers, this::document);
  }

  private byte[] document(Descriptor descriptor) {
    var unused = verifiedBlob(descriptor, count -> {});
    return read(LayoutReader.path(descriptor.digest()), dev.ferry.oci.Manifest.LIMIT);
  }

  private FerryException wrong(String path, Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Cannot read `%s` of `%s`: %s", "无法读取 `%2$s` 中的 `%1$s`：%3$s", path, origin, why));
  }
}
