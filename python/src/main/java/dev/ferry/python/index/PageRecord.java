package dev.ferry.python.index;

import dev.ferry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A parsed page as it is kept: short to write and quick to read.
 *
 * @param fetched when the server was last asked, milliseconds of Unix time
 * @param freshSeconds for how long it need not be asked again
 * @param etag empty where the server gave none
 * @param lastModified empty where the server gave none
 * @param files of one source
 */
record PageRecord(
    long fetched, int freshSeconds, String etag, String lastModified, List<IndexFile> files) {
  private static final int HAS_HASH = 1;
  private static final int HAS_SIZE = 2;
  private static final int HAS_TIME = 4;
  private static final int HAS_PYTHON = 8;
  private static final int YANKED = 16;
  private static final int OFFERED = 32;
  private static final int HAS_METADATA_HASH = 64;
  private static final int NAME_APART = 128;

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + files.size() * 180);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(fetched);
      out.writeInt(freshSeconds);
      text(out, etag);
      text(out, lastModified);
      out.writeInt(files.size());
      for (IndexFile file : files) {
        encode(file, out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("JavaInstantGetSecondsGetNano") // both halves are written
  private static void encode(IndexFile file, DataOutputStream out) throws IOException {
    String location = file.address();
    boolean apart = !location.endsWith("/" + file.filename());
    out.writeByte(flags(file) | (apart ? NAME_APART : 0));
    text(out, location);
    if (apart) {
      text(out, file.filename());
    }
    if (file.sha256().isPresent()) {
      out.write(HexFormat.of().parseHex(file.sha256().get().hex()));
    }
    if (file.size().isPresent()) {
      out.writeLong(file.size().getAsLong());
    }
    if (file.uploadTime().isPresent()) {
      out.writeLong(file.uploadTime().get().getEpochSecond());
      out.writeInt(file.uploadTime().get().getNano());
    }
    if (file.requiresPython().isPresent()) {
      text(out, file.requiresPython().get());
    }
    if (file.yanked()) {
      text(out, file.yankedReason());
    }
    if (file.metadataSha256().isPresent()) {
      out.write(HexFormat.of().parseHex(file.metadataSha256().get().hex()));
    }
  }

  private static int flags(IndexFile file) {
    return (file.sha256().isPresent() ? HAS_HASH : 0)
        | (file.size().isPresent() ? HAS_SIZE : 0)
        | (file.uploadTime().isPresent() ? HAS_TIME : 0)
        | (file.requiresPython().isPresent() ? HAS_PYTHON : 0)
        | (file.yanked() ? YANKED : 0)
        | (file.metadataOffered() ? OFFERED : 0)
        | (file.metadataSha256().isPresent() ? HAS_METADATA_HASH : 0);
  }

  /** Nothing if the record is not whole; the page is then fetched again. */
  static Optional<PageRecord> decode(byte[] record, String source) {
    try {
      ByteBuffer in = ByteBuffer.wrap(record);
      long fetched = in.getLong();
      int fresh = in.getInt();
      String etag = text(in);
      String modified = text(in);
      int count = in.getInt();
      if (count < 0 || count > record.length) {
        return Optional.empty();
      }
      List<IndexFile> files = new ArrayList<>(count);
      String python = "";
      for (int i = 0; i < count; i++) {
        IndexFile file = decode(in, source, python);
        python = file.requiresPython().orElse(python);
        files.add(file);
      }
      return Optional.of(new PageRecord(fetched, fresh, etag, modified, files));
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  private static IndexFile decode(ByteBuffer in, String source, String lastPython) {
    int flags = in.get() & 0xff;
    String location = text(in);
    String name =
        (flags & NAME_APART) != 0 ? text(in) : location.substring(location.lastIndexOf('/') + 1);
    Optional<Digest> sha256 = (flags & HAS_HASH) != 0 ? Optional.of(digest(in)) : Optional.empty();
    OptionalLong size =
        (flags & HAS_SIZE) != 0 ? OptionalLong.of(in.getLong()) : OptionalLong.empty();
    Optional<Instant> time =
        (flags & HAS_TIME) != 0
            ? Optional.of(Instant.ofEpochSecond(in.getLong(), in.getInt()))
            : Optional.empty();
    String python = (flags & HAS_PYTHON) != 0 ? text(in) : "";
    String shared = python.equals(lastPython) ? lastPython : python;
    boolean yanked = (flags & YANKED) != 0;
    String reason = yanked ? text(in) : "";
    Optional<Digest> metadata =
        (flags & HAS_METADATA_HASH) != 0 ? Optional.of(digest(in)) : Optional.empty();
    return new IndexFile(
        name,
        location,
        sha256,
        size,
        time,
        (flags & HAS_PYTHON) != 0 ? Optional.of(shared) : Optional.empty(),
        yanked,
        reason,
        (flags & OFFERED) != 0,
        metadata,
        source);
  }

  private static Digest digest(ByteBuffer in) {
    byte[] raw = new byte[32];
    in.get(raw);
    return Digest.from(raw);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    String text =
        new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
