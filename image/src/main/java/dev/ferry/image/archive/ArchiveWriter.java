package dev.ferry.image.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Annotations;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.layer.TarHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes an archive; the same content always gives the same bytes. */
public final class ArchiveWriter {
  /** The file of the docker archive. */
  public static final String DOCKER = "manifest.json";

  /** The file that lists statements about the image. */
  public static final String REFERRERS = "referrers.json";

  /** tar pads to whole records of 20 blocks. */
  private static final int RECORD = 20 * TarHeader.BLOCK;

  /** The name as containerd reads it. */
  private static final String CONTAINERD_NAME = "io.containerd.image.name";

  private final FileChannel out;
  private final Progress.Task task;

  private ArchiveWriter(FileChannel out, Progress.Task task) {
    this.out = out;
    this.task = task;
  }

  /** Writes a file that does not exist and forces it to the disk. */
  public static void write(ArchiveContent content, Path file, Progress progress)
      throws IOException {
    long total = content.blobs().values().stream().mapToLong(ArchiveContent.Blob::size).sum();
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Progress.Task task = progress.start(Text.of("Writing the archive", "正在写入归档"), total)) {
      new ArchiveWriter(out, task).write(content);
      out.force(true);
    }
  }

  private void write(ArchiveContent content) throws IOException {
    file(LayoutReader.MARKER, LayoutReader.MARKER_CONTENT.getBytes(UTF_8));
    file(LayoutReader.INDEX, index(content));
    file(DOCKER, docker(content));
    Optional<ImageIndex> referrers = content.referrers();
    if (referrers.isPresent()) {
      file(REFERRERS, referrers.get().bytes());
    }
    for (Map.Entry<Digest, ArchiveContent.Blob> blob : content.blobs().entrySet()) {
      String path = LayoutReader.path(blob.getKey());
      switch (blob.getValue()) {
        case ArchiveContent.Blob.Made made -> file(path, made.bytes());
        case ArchiveContent.Blob.Stored stored -> copy(path, stored);
      }
      task.advance(blob.getValue().size());
    }
    bytes(new byte[2 * TarHeader.BLOCK]);
    int rest = (int) (out.position() % RECORD);
    bytes(new byte[rest == 0 ? 0 : RECORD - rest]);
  }

  private static byte[] index(ArchiveContent content) {
    Descriptor named =
        content
            .top()
            .with(Annotations.REF_NAME, content.name().toString())
            .with(CONTAINERD_NAME, content.name().toString());
    return new ImageIndex(Optional.empty(), List.of(named)).bytes();
  }

  private static byte[] docker(ArchiveContent content) {
    return CanonicalJson.bytes(
        List.of(
            Map.of(
                "Config", LayoutReader.path(content.docker().manifest().config().digest()),
                "RepoTags", List.of(content.name().toString()),
                "Layers",
                    content.dockerLayers().stream()
                        .map(layer -> LayoutReader.path(layer.digest()))
                        .toList())));
  }

  private void file(String path, byte[] content) throws IOException {
    bytes(TarHeader.file(path, content.length, false));
    bytes(content);
    bytes(new byte[TarHeader.padding(content.length)]);
  }

  /** The store vouches for a blob's bytes; they are copied by the system. */
  private void copy(String path, ArchiveContent.Blob.Stored blob) throws IOException {
    bytes(TarHeader.file(path, blob.size(), false));
    try (FileChannel in = FileChannel.open(blob.file(), StandardOpenOption.READ)) {
      long done = 0;
      while (done < blob.size()) {
        long count = in.transferTo(done, blob.size() - done, out);
        if (count <= 0) {
          throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of(
                  "Cannot copy `%s`: it became shorter than %d bytes",
                  "无法复制 `%s`：文件变短，不足 %d 字节", blob.file(), blob.size()));
        }
        done += count;
      }
    }
    bytes(new byte[TarHeader.padding(blob.size())]);
  }

  private void bytes(byte[] blocks) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(blocks);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }
}
