package dev.ferry.image.base;

import dev.ferry.image.base.GivenImage.GivenLayer;
import dev.ferry.image.json.JsonFields;
import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.Faults;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.layer.Compression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OCI image layout ({@code image-layout.md}), with the media types of OCI or of docker's image
 * manifest 2.2.
 */
final class LayoutArchive {
  private static final String DOCKER = "application/vnd.docker.";
  private static final List<String> INDEXES =
      List.of(MediaTypes.INDEX, DOCKER + "distribution.manifest.list.v2+json");
  private static final List<String> MANIFESTS =
      List.of(MediaTypes.MANIFEST, DOCKER + "distribution.manifest.v2+json");
  private static final List<String> CONFIGS =
      List.of("application/vnd.oci.image.config.v1+json", DOCKER + "container.image.v1+json");
  private static final Map<String, Compression> LAYERS =
      Map.of(
          Compression.NONE.mediaType(),
          Compression.NONE,
          Compression.GZIP.mediaType(),
          Compression.GZIP,
          Compression.ZSTD.mediaType(),
          Compression.ZSTD,
          DOCKER + "image.rootfs.diff.tar",
          Compression.NONE,
          DOCKER + "image.rootfs.diff.tar.gzip",
          Compression.GZIP,
          DOCKER + "image.rootfs.diff.tar.zstd",
          Compression.ZSTD);
  private static final int DEEPEST = 4;
  private static final int MOST = 1_000;

  private final GivenFiles files;

  /** Manifests by digest, with the platform that an index says. */
  private final Map<Digest, Candidate> candidates = new LinkedHashMap<>();

  private LayoutArchive(GivenFiles files) {
    this.files = files;
  }

  /** A manifest that could be meant. */
  private record Candidate(JsonFields manifest, ImageConfig config) {}

  /**
   * The image for a platform, or the only one.
   *
   * @throws FerryException where several are there and none was chosen, with their platforms
   */
  static GivenImage image(GivenFiles files, Optional<PlatformChoice> choice) {
    LayoutArchive archive = new LayoutArchive(files);
    String marker = LayoutReader.MARKER;
    JsonFields version = JsonFields.foreign(files.where() + "/" + marker, files.document(marker));
    if (!version.string("imageLayoutVersion").equals("1.0.0")) {
      throw version.bad("imageLayoutVersion", "1.0.0");
    }
    String where = files.where() + "/" + LayoutReader.INDEX;
    archive.index(JsonFields.foreign(where, files.document(LayoutReader.INDEX)), DEEPEST);
    return archive.layers(archive.choose(choice));
  }

  private void index(JsonFields index, int depth) {
    if (index.number("schemaVersion") != 2) {
      throw index.bad("schemaVersion", "2");
    }
    for (JsonFields descriptor : index.objects("manifests")) {
      String type = descriptor.string("mediaType");
      if (INDEXES.contains(type)) {
        if (depth == 0) {
          throw descriptor.bad("mediaType", "indexes within indexes at most " + DEEPEST + " deep");
        }
        index(JsonFields.foreign(name(descriptor.digest("digest")), blob(descriptor)), depth - 1);
      } else if (MANIFESTS.contains(type) && !isAttached(descriptor)) {
        manifest(descriptor);
      }
      if (candidates.size() > MOST) {
        throw index.bad("manifests", "at most " + MOST + " manifests");
      }
    }
  }

  /** Statements about an image that builders put beside it, and artifacts. */
  private static boolean isAttached(JsonFields descriptor) {
    boolean unknown =
        descriptor
            .findObject("platform")
            .flatMap(platform -> platform.findString("os"))
            .filter("unknown"::equals)
            .isPresent();
    return unknown || descriptor.has("artifactType");
  }

  private void manifest(JsonFields descriptor) {
    Digest digest = descriptor.digest("digest");
    if (candidates.containsKey(digest)) {
      return;
    }
    JsonFields manifest = JsonFields.foreign(name(digest), blob(descriptor));
    if (manifest.number("schemaVersion") != 2) {
      throw manifest.bad("schemaVersion", "2");
    }
    JsonFields config = manifest.object("config");
    if (CONFIGS.contains(config.string("mediaType"))) {
      String where = name(config.digest("digest"));
      candidates.put(digest, new Candidate(manifest, ImageConfig.parse(where, blob(config))));
    }
  }

  private Candidate choose(Optional<PlatformChoice> choice) {
    List<Candidate> fitting =
        candidates.values().stream()
            .filter(one -> choice.isEmpty() || choice.get().takes(one.config.platform()))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    List<String> platforms =
        candidates.values().stream()
            .map(one -> PlatformChoice.shown(one.config.platform()))
            .toList();
    if (candidates.isEmpty()) {
      throw Faults.archive(files.where(), Text.of("it holds no image", "其中没有镜像"));
    }
    throw new FerryException(
            Failure.USAGE,
            Text.of(
                "Cannot choose an image of `%s`: %s",
                "无法在 `%s` 中选定镜像：%s",
                files.where(),
                fitting.isEmpty()
                    ? Text.of(
                        "it is for %s, not for %s",
                        "其适用于 %s，而非 %s",
                        String.join(", ", platforms),
                        choice.map(PlatformChoice::toString).orElse(""))
                    : Text.of(
                        "it holds %d (%s)",
                        "其中有 %d 个（%s）", fitting.size(), String.join(", ", platforms))))
        .hint(Text.of("Choose one with `--platform OS/ARCH`", "用 `--platform OS/ARCH` 选择其一"));
  }

  private GivenImage layers(Candidate image) {
    List<JsonFields> descriptors = image.manifest.objects("layers");
    List<Digest> diffIds = image.config.diffIds();
    if (descriptors.size() != diffIds.size()) {
      throw image.manifest.bad("layers", diffIds.size() + " layers, as many as `diff_ids`");
    }
    List<GivenLayer> layers = new ArrayList<>();
    for (int i = 0; i < descriptors.size(); i++) {
      layers.add(layer(descriptors.get(i), diffIds.get(i)));
    }
    return new GivenImage(Optional.of(image.config.platform()), image.config.env(), layers);
  }

  private GivenLayer layer(JsonFields descriptor, Digest diffId) {
    Optional<Compression> compression =
        Optional.ofNullable(LAYERS.get(descriptor.string("mediaType")));
    if (compression.isEmpty()) {
      throw descriptor.bad("mediaType", "a layer: tar, tar+gzip or tar+zstd");
    }
    Digest digest = descriptor.digest("digest");
    ByteRange bytes = range(descriptor);
    return new GivenLayer(
        name(digest),
        bytes.size(),
        bytes::stream,
        Optional.of(digest),
        Optional.of(diffId),
        compression);
  }

  private String name(Digest digest) {
    return files.where() + "/" + LayoutReader.path(digest);
  }

  private ByteRange range(JsonFields descriptor) {
    Digest digest = descriptor.digest("digest");
    ByteRange bytes =
        files
            .find(LayoutReader.path(digest))
            .orElseThrow(() -> descriptor.bad("digest", "a blob that is there"));
    if (bytes.size() != descriptor.number("size")) {
      throw descriptor.bad("size", bytes.size() + ", the size of the blob");
    }
    return bytes;
  }

  /** A document, whose digest is right. */
  private byte[] blob(JsonFields descriptor) {
    ByteRange range = range(descriptor);
    if (range.size() > JsonFields.LARGEST) {
      throw descriptor.bad("size", "at most " + JsonFields.LARGEST);
    }
    byte[] bytes = range.read(0, (int) range.size());
    Digest digest = Digest.of(bytes);
    if (!digest.equals(descriptor.digest("digest"))) {
      throw descriptor.bad("digest", "`" + digest + "`, the digest of the blob");
    }
    return bytes;
  }
}
