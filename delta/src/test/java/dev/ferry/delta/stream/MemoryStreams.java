package dev.ferry.delta.stream;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;

/** Streams in memory: written, then read. */
public final class MemoryStreams implements StreamWriter {
  private final Map<StreamKind, Written> written = new EnumMap<>(StreamKind.class);
  private final Map<StreamKind, Read> read = new EnumMap<>(StreamKind.class);

  @Override
  public ByteSink stream(StreamKind kind) {
    return written.computeIfAbsent(kind, any -> new Written());
  }

  /** The streams as they are now, to be read from their beginnings. */
  public StreamReader reader() {
    read.clear();
    return kind -> read.computeIfAbsent(kind, any -> new Read(bytes(kind)));
  }

  /** What a stream holds. */
  public byte[] bytes(StreamKind kind) {
    Written one = written.get(kind);
    return one == null ? new byte[0] : one.bytes.toByteArray();
  }

  /** Puts other bytes in a stream's place. */
  public void replace(StreamKind kind, byte[] bytes) {
    Written one = new Written();
    one.put(bytes, 0, bytes.length);
    written.put(kind, one);
  }

  /** How many bytes all streams have. */
  public long size() {
    return written.values().stream().mapToLong(one -> one.bytes.size()).sum();
  }

  /** Whether all that was written has been read. */
  public boolean isReadWhole() {
    return written.entrySet().stream()
        .allMatch(
            one ->
                one.getValue().bytes.size() == 0
                    || (read.containsKey(one.getKey())
                        && read.get(one.getKey()).place == one.getValue().bytes.size()));
  }

  private static final class Written implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void put(int value) {
      bytes.write(value);
    }

    @Override
    public void put(byte[] from, int offset, int length) {
      bytes.write(from, offset, length);
    }
  }

  private static final class Read implements ByteSource {
    private final byte[] bytes;
    private int place;

    Read(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int next() {
      if (place == bytes.length) {
        throw new BadDelta("a stream ends too early");
      }
      return bytes[place++] & 0xff;
    }

    @Override
    public void next(byte[] to, int offset, int length) {
      if (length > bytes.length - place) {
        throw new BadDelta("a stream ends too early");
      }
      System.arraycopy(bytes, place, to, offset, length);
      place += length;
    }
  }
}
