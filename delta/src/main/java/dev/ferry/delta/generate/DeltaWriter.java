package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.format.DeltaFile;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.format.PackedStream;
import dev.ferry.delta.format.PackedStream.Method;
import dev.ferry.delta.generate.Packing.Packed;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.model.Digest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Writes delta files; {@link DeltaFile} reads them. */
final class DeltaWriter {
  private DeltaWriter() {}

  /** Writes a delta; returns its size. */
  static long write(DeltaHeader header, List<Packed> streams, Path to) throws IOException {
    byte[] head = head(header, streams);
    MessageDigest digest = Digest.sha256();
    body(head, streams, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      out.write(DeltaFile.MAGIC);
      out.write(header.version());
      out.write(digest.digest());
      body(head, streams, out);
    }
    return Files.size(to);
  }

  private static void body(byte[] head, List<Packed> streams, OutputStream to) throws IOException {
    to.write(head);
    for (Packed stream : streams) {
      Copying.copy(stream.bytes(), to);
    }
  }

  private static byte[] head(DeltaHeader header, List<Packed> streams) {
    Head head = new Head();
    head.put(header.old().digest());
    head.put(header.fresh().digest());
    head.put(header.openedOld().digest());
    head.put(header.openedFresh().digest());
    head.number(header.old().size());
    head.number(header.fresh().size());
    head.number(header.openedOld().size());
    head.number(header.openedFresh().size());
    head.number(header.scratch());
    head.number(streams.size());
    for (Packed stream : streams) {
      PackedStream line = stream.line();
      head.put(line.kind().number());
      head.put(line.method().number());
      if (line.method() == Method.LZMA) {
        head.put(line.settings());
        head.put(line.dictionary());
      }
      head.number(line.raw());
      head.number(line.packed());
    }
    return head.bytes.toByteArray();
  }

  private static final class Head implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void put(Digest digest) {
      bytes.writeBytes(HexFormat.of().parseHex(digest.hex()));
    }

    @Override
    public void put(int value) {
      bytes.write(value);
    }

    @Override
    public void put(byte[] from, int offset, int length) {
      bytes.write(from, offset, length);
    }
  }
}
