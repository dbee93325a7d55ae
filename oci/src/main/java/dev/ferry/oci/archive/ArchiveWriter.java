package dev.ferry.oci.archive;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.layer.TarHeader;
import dev.ferry.store.BlobStore;
import dev.ferry.store.DiskFailure;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes an image as one tar that docker, podman, containerd and skopeo load: an image layout and
 * docker's archive at once. Members: {@code oci-layout}, {@code index.json}, {@code manifest.json}
 * (of several platforms it names the first), {@code referrers.json} where there are some, then
 * blobs by digest.
 */
public final class ArchiveWriter {
  private static final int CHUNK = 1 << 20;

  /** A tar is padded to whole records of 20 blocks. */
  private static final int RECORD = 20 * TarHeader.BLOCK;

  private final ImageGraph image;
  private final BlobStore store;
  private final Optional<String> name;

  /**
   * @param store has every blob of the image
   * @param name the full name that engines give it, with a tag
   */
  public ArchiveWriter(ImageGraph image, BlobStore store, Optional<String> name) {
    this.image = image;
    this.store = store;
    this.name = name;
  }

  /** Writes the tar, under its name only when it is whole and on the disk. */
  public void write(Path tar, Progress progress) {
    Path partial = tar.resolveSibling(tar.getFileName() + ".part");
    try (Progress.Task task =
        progress.start(Text.of("Writing `%s`", "正在写入 `%s`", tar), image.size())) {
      Files.createDirectories(tar.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK);
        members(out, task);
        out.flush();
        int rest = (int) (channel.position() % RECORD);
        out.write(new byte[rest == 0 ? 0 : RECORD - rest]);
        out.flush();
        channel.force(true);
      }
      Files.move(partial, tar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      partial.toFile().delete();
      throw DiskFailure.of(failure, tar);
    }
  }

  private void members(OutputStream out, Progress.Task task) throws IOException {
    for (Map.Entry<String, byte[]> document : tops().entrySet()) {
      member(out, document.getKey(), document.getValue());
    }
    TreeMap<Digest, Descriptor> all = new TreeMap<>(image.blobs());
    image.documents().forEach((digest, document) -> all.put(digest, document.descriptor()));
    for (Descriptor blob : all.values()) {
      String path = LayoutReader.path(blob.digest());
      ImageGraph.Document document = image.documents().get(blob.digest());
      if (document != null) {
        member(out, path, document.bytes());
      } else {
        try (InputStream in = Files.newInputStream(store.path(blob.digest()))) {
          member(out, path, blob.size(), in);
        }
      }
      task.advance(blob.size());
    }
    out.write(new byte[2 * TarHeader.BLOCK]);
  }

  private Map<String, byte[]> tops() {
    Map<String, byte[]> tops = new java.util.LinkedHashMap<>();
    tops.put(LayoutReader.MARKER, LayoutReader.MARKER_CONTENT.getBytes(StandardCharsets.US_ASCII));
    Descriptor root = image.root();
    if (name.isPresent()) {
      root =
          root.with(dev.ferry.oci.Annotations.REF_NAME, name.get())
              .with("io.containerd.image.name", name.get());
    }
    tops.put(LayoutReader.INDEX, new ImageIndex(Optional.empty(), List.of(root)).bytes());
    first().ifPresent(document -> tops.put(LayoutArchive.DOCKER_LIST, dockerList(document)));
    if (!image.referrers().isEmpty()) {
      tops.put(
          LayoutArchive.REFERRERS, new ImageIndex(Optional.empty(), image.referrers()).bytes());
    }
    return tops;
  }

  /** The image itself, or that of the first platform. */
  private Optional<ImageGraph.Document> first() {
    Optional<ImageGraph.Document> document =
        Optional.ofNullable(image.documents().get(image.root().digest()));
    for (int depth = 0; depth < 4; depth++) {
      document =
          document.flatMap(
              one ->
                  one.links().manifests().stream()
                      .map(child -> image.documents().get(child.digest()))
                      .filter(java.util.Objects::nonNull)
                      .findFirst()
                      .or(() -> Optional.of(one)));
    }
    return document.filter(one -> MediaTypes.isManifest(one.links().mediaType()));
  }

  private byte[] dockerList(ImageGraph.Document document) {
    List<String> blobs =
        document.links().blobs().stream().map(one -> LayoutReader.path(one.digest())).toList();
    Map<String, Object> entry = new TreeMap<>();
    entry.put("Config", blobs.getFirst());
    entry.put("Layers", blobs.subList(1, blobs.size()));
    entry.put("RepoTags", name.map(List::of).orElse(List.of()));
    return CanonicalJson.bytes(List.of(entry));
  }

  private static void member(OutputStream out, String path, byte[] bytes) throws IOException {
    member(out, path, bytes.length, new ByteArrayInputStream(bytes));
  }

  private static void member(OutputStream out, String path, long size, InputStream in)
      throws IOException {
    out.write(TarHeader.file(path, size, false));
    if (in.transferTo(out) != size) {
      throw new IOException("it became shorter while it was read");
    }
    out.write(new byte[TarHeader.padding(size)]);
  }
}
