package dev.ferry.bundle.pack;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Listing;
import dev.ferry.model.Digest;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.layer.TarHeader;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a bundle as a tar: {@code oci-layout}, {@code index.json}, the blobs, then every other
 * name as a link to its blob. The same content always gives the same bytes.
 */
final class TarWriter {
  /** tar pads to whole records of 20 blocks. */
  private static final int RECORD = 20 * TarHeader.BLOCK;

  private final FileChannel out;
  private final Map<Digest, String> written = new HashMap<>();

  private TarWriter(FileChannel out) {
    this.out = out;
  }

  /** Writes a file that does not exist and forces it to the disk. */
  static void write(Path file, Content content, Form form) {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new TarWriter(out).write(content, form);
      out.force(true);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private void write(Content content, Form form) throws IOException {
    Map<String, byte[]> tops = content.topFiles(form);
    for (String first : List.of(LayoutReader.MARKER, LayoutReader.INDEX)) {
      bytes(first, new Bytes.Made(tops.getOrDefault(first, new byte[0]), false));
    }
    for (Map.Entry<Digest, Bytes> blob : content.blobs(form).entrySet()) {
      member(LayoutReader.path(blob.getKey()), blob.getKey(), blob.getValue());
    }
    bytes(Listing.NAME, new Bytes.Made(tops.getOrDefault(Listing.NAME, new byte[0]), false));
    for (Map.Entry<String, Digest> name : content.names().entrySet()) {
      String target = written.get(name.getValue());
      if (target == null) {
        member(name.getKey(), name.getValue(), content.source(name.getValue()));
      } else {
        header(TarHeader.link(name.getKey(), target, isScript(content, name.getValue())));
      }
    }
    pad(2L * TarHeader.BLOCK);
    long rest = out.position() % RECORD;
    pad(rest == 0 ? 0 : RECORD - rest);
  }

  private static boolean isScript(Content content, Digest digest) {
    return content.sources().get(digest) instanceof Bytes.Made made && made.executable();
  }

  private void member(String path, Digest digest, Bytes source) throws IOException {
    switch (source) {
      case Bytes.Made made -> bytes(path, made);
      case Bytes.Stored stored -> copy(path, stored.file(), digest);
    }
    written.put(digest, path);
  }

  private void bytes(String path, Bytes.Made made) throws IOException {
    header(TarHeader.file(path, made.bytes().length, made.executable()));
    header(made.bytes());
    pad(TarHeader.padding(made.bytes().length));
  }

  private void copy(String path, Path file, Digest digest) throws IOException {
    long size = Files.size(file);
    header(TarHeader.file(path, size, false));
    BlobCopy.copy(file, digest, out);
    pad(TarHeader.padding(size));
  }

  private void header(byte[] blocks) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(blocks);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private void pad(long count) throws IOException {
    header(new byte[Math.toIntExact(count)]);
  }
}
