package dev.ferry.cli.distribution;

import dev.ferry.model.Progress;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.oci.layer.TarHeader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes files as a tar in gzip: in order of path, of root, all of one date. */
final class PackageTar {
  private static final int BUFFER = 1 << 16;

  private PackageTar() {}

  /**
   * Writes an archive.
   *
   * @param file does not exist
   * @param top the one folder that holds everything
   */
  static void write(Path file, String top, Contents contents, Progress.Task task)
      throws IOException {
    try (OutputStream out =
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        GZIPOutputStream tar = new GZIPOutputStream(out, BUFFER)) {
      for (Map.Entry<String, Contents.Entry> entry : contents.entries().entrySet()) {
        String path = top + "/" + entry.getKey();
        switch (entry.getValue()) {
          case Contents.Entry.Made made -> {
            tar.write(TarHeader.file(path, made.bytes().length, made.program()));
            tar.write(made.bytes());
            pad(tar, made.bytes().length);
            task.advance(made.bytes().length);
          }
          case Contents.Entry.Copied copied -> {
            tar.write(TarHeader.file(path, copied.size(), copied.program()));
            copy(copied, tar, task);
            pad(tar, copied.size());
          }
          case Contents.Entry.Link link ->
              tar.write(TarHeader.of(new LayerEntry.Link(path, 0, link.target())));
        }
      }
      tar.write(new byte[2 * TarHeader.BLOCK]);
    }
  }

  private static void copy(Contents.Entry.Copied file, OutputStream tar, Progress.Task task)
      throws IOException {
    long left = file.size();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file.file())) {
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException("became shorter while it was read: " + file.file());
        }
        tar.write(buffer, 0, count);
        task.advance(count);
        left -= count;
      }
    }
  }

  private static void pad(OutputStream tar, long size) throws IOException {
    tar.write(new byte[TarHeader.padding(size)]);
  }
}
