package dev.ferry.oci;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest or an index points at, whoever wrote it and whether its media types are OCI's or
 * Docker's. For carrying documents as they are: their other fields are not looked at.
 *
 * @param mediaType of the document
 * @param manifests further manifests and indexes, of an index
 * @param blobs config and layers, of a manifest
 * @param subject what the document is a statement about
 * @param artifactType what a referrer is; for a manifest without one its config's media type
 * @param annotations by key
 */
public record Links(
    String mediaType,
    List<Descriptor> manifests,
    List<Descriptor> blobs,
    Optional<Descriptor> subject,
    Optional<String> artifactType,
    java.util.SortedMap<String, String> annotations) {
  /** Most descriptors in one document. */
  public static final int MOST = 4096;

  public Links {
    manifests = List.copyOf(manifests);
    blobs = List.copyOf(blobs);
    annotations = java.util.Collections.unmodifiableSortedMap(annotations);
  }

  /**
   * Reads a document of unknown origin.
   *
   * @param where its name for messages
   * @param mediaType what it was said to be
   */
  public static Links parse(String where, String mediaType, byte[] bytes) {
    if (!MediaTypes.isIndex(mediaType) && !MediaTypes.isManifest(mediaType)) {
      throw foreign(where, mediaType);
    }
    JsonFields fields = Documents.read(where, bytes, mediaType);
    return MediaTypes.isIndex(mediaType)
        ? index(fields, mediaType)
        : manifest(where, fields, mediaType);
  }

  /**
   * The media type that a document states itself.
   *
   * @param where its name for messages
   */
  public static Optional<String> findMediaType(String where, byte[] bytes) {
    return Documents.object(where, bytes).findString("mediaType");
  }

  private static Links index(JsonFields fields, String mediaType) {
    return new Links(
        mediaType,
        descriptors(fields, "manifests"),
        List.of(),
        fields.findObject("subject").map(Descriptor::parse),
        fields.findString("artifactType"),
        fields.annotations());
  }

  private static Links manifest(String where, JsonFields fields, String mediaType) {
    List<Descriptor> blobs = new ArrayList<>();
    Descriptor config = Descriptor.parse(fields.object("config"));
    blobs.add(config);
    blobs.addAll(descriptors(fields, "layers"));
    if (blobs.stream().anyMatch(blob -> MediaTypes.isIndex(blob.mediaType()))) {
      throw foreign(where, MediaTypes.INDEX);
    }
    return new Links(
        mediaType,
        List.of(),
        blobs,
        fields.findObject("subject").map(Descriptor::parse),
        Optional.of(fields.findString("artifactType").orElse(config.mediaType())),
        fields.annotations());
  }

  private static List<Descriptor> descriptors(JsonFields fields, String field) {
    List<JsonFields> items = fields.objects(field);
    if (items.size() > MOST) {
      throw fields.bad(field, "at most " + MOST + " entries");
    }
    return items.stream().map(Descriptor::parse).toList();
  }

  private static FerryException foreign(String where, String mediaType) {
    boolean old = mediaType.startsWith("application/vnd.docker.distribution.manifest.v1");
    FerryException failure =
        new FerryException(
            Failure.REFUSED,
            Text.of(
                "Cannot read `%s`: got media type `%s`, want an OCI or Docker manifest or index",
                "无法读取 `%s`：媒体类型为 `%s`，应为 OCI 或 Docker 的清单或索引",
                where,
                mediaType.length() > 100 ? mediaType.substring(0, 100) + "…" : mediaType));
    return old
        ? failure.hint(
            Text.of(
                "This is an image of Docker before 1.10 (schema 1), whose digest covers no layer;"
                    + " push it again with a newer engine",
                "这是 Docker 1.10 之前的镜像（schema 1），其摘要不覆盖任何层；请用较新的引擎重新推送"))
        : failure;
  }
}
