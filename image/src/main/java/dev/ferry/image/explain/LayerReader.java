package dev.ferry.image.explain;

import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.tar.Packed;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a layer of an archive once: digests, sizes, what is in it. */
final class LayerReader {
  private static final int MOST_PARTS = 10;
  private static final int MOST_FOLDERS = 200_000;
  private static final int LARGEST_ABOUT = 32 << 20;
  private static final long LARGEST_TAR = 1L << 40;

  private final Descriptor descriptor;
  private final Map<String, long[]> parts = new HashMap<>();
  private long files;
  private Optional<byte[]> about = Optional.empty();

  LayerReader(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** The image's document about itself, where this layer has it. */
  Optional<byte[]> about() {
    return about;
  }

  /**
   * Reads the layer.
   *
   * @param blob its bytes
   * @throws FerryException of kind VERIFICATION where they are not those of the descriptor
   */
  LayerSummary read(InputStream blob, String made) throws IOException {
    MessageDigest blobHash = Digest.sha256();
    MessageDigest tarHash = Digest.sha256();
    Counted plain;
    try (InputStream hashed =
        new DigestInputStream(new BufferedInputStream(blob, 1 << 16), blobHash)) {
      plain = new Counted(new DigestInputStream(opened(hashed), tarHash));
      TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8");
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        add(entry, tar);
      }
      plain.transferTo(OutputStream.nullOutputStream());
      hashed.transferTo(OutputStream.nullOutputStream());
    }
    Digest digest = Digest.from(blobHash.digest());
    if (!digest.equals(descriptor.digest())) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "A layer is damaged: got `%s`, want `%s`",
              "镜像层已损坏：得到 `%s`，应为 `%s`", digest, descriptor.digest()));
    }
    return new LayerSummary(
        made,
        digest,
        Digest.from(tarHash.digest()),
        descriptor.size(),
        plain.count,
        files,
        largest());
  }

  /**
   * Guarded against bombs; a blob that is compressed otherwise than its media type says is none.
   */
  private InputStream opened(InputStream blob) throws IOException {
    String type = descriptor.mediaType();
    Packed packed =
        type.endsWith("gzip") ? Packed.GZIP : type.endsWith("zstd") ? Packed.ZSTD : Packed.PLAIN;
    return packed.open(blob, descriptor.digest().toString());
  }

  private void add(TarArchiveEntry entry, InputStream content) throws IOException {
    String path = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
    if (entry.isDirectory()) {
      return;
    }
    files++;
    long size = Math.max(0, entry.getSize());
    if (path.equals(ImageLayout.ABOUT)) {
      about = Optional.of(content.readNBytes(LARGEST_ABOUT));
    }
    String part = part(path);
    if (parts.containsKey(part) || parts.size() < MOST_FOLDERS) {
      long[] sums = parts.computeIfAbsent(part, name -> new long[2]);
      sums[0]++;
      sums[1] += size;
    }
  }

  /** A package's folder in an environment, else the first names: two, below Ferry's folder four. */
  private static String part(String path) {
    int site = path.indexOf("/site-packages/");
    int depth = path.startsWith("opt/ferry/") ? 4 : 2;
    int from = 0;
    if (site >= 0) {
      from = site + "/site-packages/".length();
      depth = 1;
    }
    int end = from;
    for (int i = 0; i < depth; i++) {
      int slash = path.indexOf('/', end);
      if (slash < 0) {
        return path;
      }
      end = slash + 1;
    }
    return path.substring(0, end - 1);
  }

  private List<LayerSummary.Part> largest() {
    List<LayerSummary.Part> all = new ArrayList<>();
    parts.forEach((path, sums) -> all.add(new LayerSummary.Part(path, sums[0], sums[1])));
    return all.stream()
        .sorted(
            Comparator.comparingLong(LayerSummary.Part::size)
                .reversed()
                .thenComparing(LayerSummary.Part::path))
        .limit(MOST_PARTS)
        .toList();
  }

  /** Counts and bounds what a blob grows to. */
  private static final class Counted extends InputStream {
    private final InputStream in;
    private long count;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = in.read(bytes, from, length);
      count += Math.max(0, got);
      if (count > LARGEST_TAR) {
        throw new IOException("a layer larger than " + new DataSize(LARGEST_TAR));
      }
      return got;
    }
  }
}
