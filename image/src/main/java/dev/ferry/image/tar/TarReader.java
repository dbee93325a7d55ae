package dev.ferry.image.tar;

import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Reads a tar once, from its first byte to its last, and refuses what is not plainly one tree. */
public final class TarReader {
  /** Everything in a tar begins at a multiple of this. */
  public static final int BLOCK = 512;

  private static final int CHUNK = 1 << 17;
  private static final int LARGEST_EXTENSION = 1 << 20;
  private static final int LARGEST_HEADERS = 4 << 20;

  private final InputStream in;
  private final String where;
  private final TarLimits limits;
  private final OutputStream copy;
  private final boolean copies;
  private final byte[] block = new byte[BLOCK];
  private final byte[] chunk = new byte[CHUNK];

  /** Headers of the current entry, not handed on yet: it may be dropped. */
  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();

  private final Content content = new Content();
  private String name = "";
  private long position;
  private long dropped;
  private long left;
  private int padding;
  private int entries;
  private boolean closed;

  /**
   * @param where the tar's name for messages
   * @param copy receives the bytes that are read, without entries that are dropped
   */
  public TarReader(InputStream in, String where, TarLimits limits, OutputStream copy) {
    this(in, where, limits, copy, true);
  }

  /** A reader that hands nothing on, and skips where the stream can. */
  public TarReader(InputStream in, String where, TarLimits limits) {
    this(in, where, limits, OutputStream.nullOutputStream(), false);
  }

  private TarReader(
      InputStream in, String where, TarLimits limits, OutputStream copy, boolean copies) {
    this.in = in;
    this.where = where;
    this.limits = limits;
    this.copy = copy;
    this.copies = copies;
  }

  /**
   * The next entry; what is left of the one before is passed over.
   *
   * @throws FerryException for bytes that are no tar
   * @throws IOException only what the stream itself throws
   */
  public Optional<TarEntry> next() throws IOException {
    finish();
    TarHeaders said = new TarHeaders(where);
    while (readBlock()) {
      if (isZero(block)) {
        end(said);
        return Optional.empty();
      }
      requireSum();
      headers.write(block);
      if (headers.size() > LARGEST_HEADERS) {
        throw tooMuch("bytes of headers", LARGEST_HEADERS);
      }
      if (!said.extension(block)) {
        return Optional.of(begin(said));
      }
      said.take(block[156], extension(said.size(block)));
    }
    if (said.pending()) {
      throw truncated();
    }
    return Optional.empty();
  }

  private TarEntry begin(TarHeaders said) {
    TarEntry entry = said.entry(block, position - dropped);
    entries++;
    if (entries > limits.entries()) {
      throw tooMuch("entries", limits.entries());
    }
    if (entry.name().length() > limits.name() || entry.target().length() > limits.name()) {
      throw Faults.field(
          where, entry.name(), "name", entry.name(), "at most " + limits.name() + " characters");
    }
    if (entry.size() > limits.bytes() - position) {
      throw tooMuch("bytes", limits.bytes());
    }
    name = entry.name();
    left = entry.size();
    padding = (int) (-entry.size() & BLOCK - 1);
    return entry;
  }

  /** The content of the current entry; ends where the entry does. */
  public InputStream content() {
    return content;
  }

  /** Leaves the current entry out of the copy; only for one without content. */
  public void drop() {
    if (left > 0) {
      throw new IllegalStateException("an entry with content");
    }
    dropped += headers.size();
    headers.reset();
  }

  /**
   * Whether the tar said that it ends. A stream that was cut between two entries did not, and
   * neither do some writers.
   */
  public boolean hasEnd() {
    return closed;
  }

  /** Number of entries so far. */
  public int entries() {
    return entries;
  }

  private void finish() throws IOException {
    while (left > 0) {
      if (content.skip(left) == 0 && content.read(chunk, 0, chunk.length) < 0) {
        throw truncated();
      }
    }
    hand();
    int rest = padding;
    padding = 0;
    if (rest > 0) {
      if (in.readNBytes(block, 0, rest) < rest) {
        throw truncated();
      }
      copy.write(block, 0, rest);
      position += rest;
    }
  }

  /** Hands the headers on: the entry stays. */
  private void hand() throws IOException {
    headers.writeTo(copy);
    headers.reset();
  }

  private boolean readBlock() throws IOException {
    int count = in.readNBytes(block, 0, BLOCK);
    position += count;
    if (position > limits.bytes()) {
      throw tooMuch("bytes", limits.bytes());
    }
    if (count > 0 && count < BLOCK) {
      throw truncated();
    }
    return count == BLOCK;
  }

  private byte[] extension(long size) throws IOException {
    if (size > LARGEST_EXTENSION) {
      throw Faults.field(where, name, "size", size, "an extension of at most 1 MiB");
    }
    int padded = (int) (size + BLOCK - 1) / BLOCK * BLOCK;
    byte[] bytes = in.readNBytes(padded);
    position += bytes.length;
    if (bytes.length < padded) {
      throw truncated();
    }
    headers.write(bytes);
    return java.util.Arrays.copyOf(bytes, (int) size);
  }

  /** After the first zero block nothing but zeros may come. */
  private void end(TarHeaders said) throws IOException {
    if (said.pending()) {
      throw Faults.archive(where, Text.of("a long name has no entry", "长文件名之后没有条目"));
    }
    copy.write(block);
    int count;
    while ((count = in.readNBytes(chunk, 0, chunk.length)) > 0) {
      position += count;
      for (int i = 0; i < count; i++) {
        if (chunk[i] != 0) {
          throw Faults.archive(where, Text.of("it has bytes behind its end marker", "结束标记之后还有内容"));
        }
      }
      if (position > limits.bytes()) {
        throw tooMuch("bytes", limits.bytes());
      }
      closed |= count >= BLOCK;
      copy.write(chunk, 0, count);
    }
  }

  private void requireSum() {
    if (!TarNumbers.sumIsRight(block)) {
      throw Faults.archive(
          where,
          entries == 0
              ? Text.of("it is not a tar", "它不是 tar 文件")
              : Text.of(
                  "the header after its entry `%s` has a wrong checksum",
                  "条目 `%s` 之后的头部校验和有误", Faults.shown(name)));
    }
  }

  private FerryException truncated() {
    return Faults.archive(
        where,
        name.isEmpty()
            ? Text.of("it ends within a header", "在头部中途结束")
            : Text.of(
                "it ends within or after its entry `%s`", "在条目 `%s` 处中断", Faults.shown(name)));
  }

  private FerryException tooMuch(String what, long most) {
    return Faults.archive(
        where, Text.of("it has more %s than %d, the limit", "其 %s 超过上限 %d", what, most));
  }

  private static boolean isZero(byte[] bytes) {
    for (byte value : bytes) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Content of the current entry, handed on while it is read. */
  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      hand();
      int got = in.read(bytes, from, (int) Math.min(count, left));
      if (got < 0) {
        throw truncated();
      }
      copy.write(bytes, from, got);
      position += got;
      left -= got;
      return got;
    }

    @Override
    public long skip(long count) throws IOException {
      if (copies || left == 0) {
        return 0;
      }
      hand();
      long most = Math.min(count, left);
      long skipped = in.skip(most);
      position += skipped;
      left -= skipped;
      return skipped;
    }
  }
}
