package dev.ferry.oci.archive;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Links;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One image with everything below it and about it.
 *
 * @param root its manifest, or the index of several platforms
 * @param documents every manifest and index by digest, those below before those above, referrers
 *     last
 * @param blobs configs and layers by digest, without documents
 * @param referrers manifests about the root or something below it
 */
public record ImageGraph(
    Descriptor root,
    Map<Digest, Document> documents,
    Map<Digest, Descriptor> blobs,
    List<Descriptor> referrers) {
  private static final int DEEPEST = 4;
  private static final int MOST_DOCUMENTS = 1000;
  private static final int MOST_BLOBS = 20_000;

  /**
   * A manifest or index.
   *
   * @param descriptor what leads to it
   * @param bytes as they are, not to be changed
   * @param links what it leads to
   */
  @SuppressWarnings("ArrayRecordComponent") // named by its digest, never compared as a record
  public record Document(Descriptor descriptor, byte[] bytes, Links links) {}

  /** Where documents come from; it checks size and digest. */
  @FunctionalInterface
  public interface Source {
    byte[] read(Descriptor descriptor);
  }

  public ImageGraph {
    documents = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    blobs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(blobs));
    referrers = List.copyOf(referrers);
  }

  /** Follows every link from a root. */
  public static ImageGraph read(Descriptor root, List<Descriptor> referrers, Source source) {
    return read(root, referrers, source, child -> true);
  }

  /**
   * Follows links from a root.
   *
   * @param wanted which manifests of an index are followed
   */
  public static ImageGraph read(
      Descriptor root, List<Descriptor> referrers, Source source, Predicate<Descriptor> wanted) {
    Reader reader = new Reader(source, wanted);
    reader.follow(root, 0);
    for (Descriptor referrer : referrers) {
      reader.referrer(referrer);
    }
    reader.documents.keySet().forEach(reader.blobs::remove);
    return new ImageGraph(root, reader.documents, reader.blobs, referrers);
  }

  /** Bytes of all blobs and documents. */
  public long size() {
    return blobs.values().stream().mapToLong(Descriptor::size).sum()
        + documents.values().stream().mapToLong(one -> one.bytes().length).sum();
  }

  /** Collects what it comes by. */
  private static final class Reader {
    private final Source source;
    private final Predicate<Descriptor> wanted;
    private final Map<Digest, Document> documents = new LinkedHashMap<>();
    private final Map<Digest, Descriptor> blobs = new LinkedHashMap<>();

    Reader(Source source, Predicate<Descriptor> wanted) {
      this.source = source;
      this.wanted = wanted;
    }

    private Document follow(Descriptor descriptor, int depth) {
      Document known = documents.get(descriptor.digest());
      if (known != null) {
        return known;
      }
      String where = LayoutReader.path(descriptor.digest());
      if (depth > DEEPEST || documents.size() >= MOST_DOCUMENTS) {
        throw tooMuch(where, "manifests", Optional.empty());
      }
      if (descriptor.size() >= Manifest.LIMIT) {
        throw tooMuch(where, "size", Optional.of(descriptor.size()));
      }
      byte[] bytes = source.read(descriptor);
      Links links = Links.parse(where, descriptor.mediaType(), bytes);
      for (Descriptor child : links.manifests()) {
        if (wanted.test(child)) {
          var unused = follow(child, depth + 1);
        }
      }
      links.blobs().forEach(blob -> add(where, blob));
      Document document = new Document(descriptor, bytes, links);
      documents.put(descriptor.digest(), document);
      return document;
    }

    private void add(String where, Descriptor blob) {
      Descriptor known = blobs.putIfAbsent(blob.digest(), blob);
      if (blobs.size() > MOST_BLOBS || (known != null && known.size() != blob.size())) {
        throw tooMuch(where, "size", Optional.of(blob.size()));
      }
    }

    private void referrer(Descriptor descriptor) {
      Document document = follow(descriptor, DEEPEST);
      boolean ours =
          MediaTypes.isManifest(descriptor.mediaType())
              && document
                  .links()
                  .subject()
                  .filter(s -> documents.containsKey(s.digest()))
                  .isPresent();
      if (!ours) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot read `%s`: bad value for `subject`: it is about no manifest of the image",
                "无法读取 `%s`：字段 `subject` 的值有误：不指向该镜像的任何清单", LayoutReader.path(descriptor.digest())));
      }
    }

    private static FerryException tooMuch(String where, String field, Optional<Long> got) {
      List<Object> words = new ArrayList<>(List.of(where, field));
      got.ifPresent(words::add);
      return new FerryException(
          Failure.VERIFICATION,
          got.isPresent()
              ? Text.of(
                  "Cannot read `%s`: bad value for `%s`: %d",
                  "无法读取 `%s`：`%s` 的值有误：%d", words.toArray())
              : Text.of("Cannot read `%s`: too many `%s`", "无法读取 `%s`：`%s` 过多", words.toArray()));
    }
  }
}
