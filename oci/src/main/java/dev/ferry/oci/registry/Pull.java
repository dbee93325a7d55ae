package dev.ferry.oci.registry;

import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Links;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.Platform;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.registry.http.RegistrySettings;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches an image from a registry: its documents first, which say what is to come, then blobs. */
public final class Pull implements AutoCloseable {
  private final ImageName name;
  private final Registry registry;
  private final Progress progress;

  public Pull(ImageName name, RegistrySettings settings, Progress progress) {
    this.name = name;
    this.registry = Registry.open(name.repository(), settings);
    this.progress = progress;
  }

  /**
   * Fetches the documents.
   *
   * @param platform the one image of several to take; all of them where empty
   */
  public ImageGraph plan(Optional<Platform> platform) {
    String reference =
        name.reference()
            .orElseThrow(
                () ->
                    new FerryException(
                        Failure.USAGE,
                        Text.of(
                            "Bad name of an image: got `%s`, want a tag or a digest behind it",
                            "镜像名有误：得到 `%s`，其后应有标签或摘要", name)));
    Registry.Fetched top =
        registry
            .findManifest(reference, registry.readScope())
            .orElseThrow(
                () ->
                    registry
                        .problems()
                        .failure(Problems.fetch(reference), Text.of("there is none", "它不存在")));
    Map<Digest, byte[]> known = new LinkedHashMap<>();
    Descriptor root = chosen(top, platform, known);
    ImageGraph image = ImageGraph.read(root, List.of(), one -> document(one, known));
    ImageGraph whole = ImageGraph.read(root, referrers(image), one -> document(one, known));
    return new ImageGraph(root, whole.documents(), whole.blobs(), described(whole));
  }

  /** Registries list referrers with more or less about them; the archive has all of it. */
  private static List<Descriptor> described(ImageGraph image) {
    List<Descriptor> described = new ArrayList<>();
    for (Descriptor referrer : image.referrers()) {
      ImageGraph.Document document = image.documents().get(referrer.digest());
      described.add(document == null ? referrer : Referrers.described(document));
    }
    return described;
  }

  private Descriptor chosen(
      Registry.Fetched top, Optional<Platform> platform, Map<Digest, byte[]> known) {
    Descriptor root = top.descriptor();
    known.put(root.digest(), top.bytes());
    if (platform.isEmpty() || !MediaTypes.isIndex(root.mediaType())) {
      return root;
    }
    List<Descriptor> all = Links.parse(name.toString(), root.mediaType(), top.bytes()).manifests();
    return all.stream()
        .filter(one -> one.platform().filter(p -> fits(p, platform.get())).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                registry
                    .problems()
                    .failure(
                        Problems.fetch(name.toString()),
                        Text.of(
                            "it has no image for `%s`", "没有适用于 `%s` 的镜像", words(platform.get()))));
  }

  private static boolean fits(Platform has, Platform wanted) {
    return has.os().equals(wanted.os())
        && has.architecture().equals(wanted.architecture())
        && (wanted.variant().isEmpty() || wanted.variant().equals(has.variant()));
  }

  private static String words(Platform platform) {
    return platform.os()
        + "/"
        + platform.architecture()
        + platform.variant().map(v -> "/" + v).orElse("");
  }

  private byte[] document(Descriptor descriptor, Map<Digest, byte[]> known) {
    byte[] bytes = known.get(descriptor.digest());
    if (bytes == null) {
      String reference = descriptor.digest().toString();
      bytes =
          registry
              .findManifest(reference, registry.readScope())
              .orElseThrow(
                  () ->
                      registry
                          .problems()
                          .failure(Problems.fetch(reference), Text.of("there is none", "它不存在")))
              .bytes();
      known.put(descriptor.digest(), bytes);
    }
    if (bytes.length != descriptor.size()) {
      throw registry
          .problems()
          .wrong(
              Problems.fetch(descriptor.digest().toString()),
              bytes.length + " B",
              descriptor.size() + " B");
    }
    return bytes;
  }

  /** What is said about the image and each of its platforms, in a settled order. */
  private List<Descriptor> referrers(ImageGraph image) {
    Map<Digest, Descriptor> found = new LinkedHashMap<>();
    Referrers referrers = new Referrers(registry);
    for (Digest subject : image.documents().keySet()) {
      for (Descriptor one : referrers.of(subject)) {
        if (MediaTypes.isManifest(one.mediaType())) {
          found.putIfAbsent(one.digest(), one);
        }
      }
    }
    List<Descriptor> sorted = new ArrayList<>(found.values());
    sorted.sort(java.util.Comparator.comparing(Descriptor::digest));
    return sorted;
  }

  /** Fetches the blobs into a store. */
  public void run(ImageGraph image, LocalBlobStore store) {
    Text what =
        Text.of(
            "Pulling %s, %s",
            "正在拉取 %s，%s",
            Text.count(image.blobs().size(), "blob", "个数据块"),
            new DataSize(image.size()));
    long total = image.blobs().values().stream().mapToLong(Descriptor::size).sum();
    try (Progress.Task task = progress.start(what, total)) {
      var unused =
          Parallel.map(
              image.blobs().values(),
              blob -> {
                new BlobDownload(registry, blob, task).run(store);
                return blob;
              });
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
