package dev.ferry.delta.format;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The old side: the old file, and content of it that was opened. */
public final class Volumes {
  private static final int CHUNK = 1 << 16;

  private final Scratch scratch;
  private final List<Bytes> volumes = new ArrayList<>();

  /** Begins with the old file, volume 0. */
  public Volumes(Bytes old, Scratch scratch) {
    this.scratch = scratch;
    volumes.add(old);
  }

  /** Opens the next volume. */
  public void open(OldRef ref) throws IOException {
    volumes.add(content(ref));
  }

  /** The bytes of a volume. */
  public Bytes volume(int number) {
    return volumes.get(number);
  }

  /** Content, in a scratch file where it had to be inflated. */
  public Bytes content(OldRef ref) throws IOException {
    if (!ref.deflated()) {
      return volumes.get(ref.volume()).slice(ref.place(), ref.size());
    }
    Kept kept = scratch.keep();
    write(ref, kept);
    return kept.bytes();
  }

  /**
   * Writes content.
   *
   * @throws BadDelta where it does not inflate to as much as it should
   */
  public void write(OldRef ref, OutputStream to) throws IOException {
    Bytes volume = volumes.get(ref.volume());
    if (ref.deflated()) {
      inflate(volume.slice(ref.place(), ref.packed()), ref.size(), to);
    } else {
      Copying.copy(volume, ref.place(), ref.size(), to);
    }
  }

  private static void inflate(Bytes packed, long size, OutputStream to) throws IOException {
    Inflater inflater = new Inflater(true);
    byte[] in = new byte[(int) Math.min(CHUNK, packed.size())];
    byte[] out = new byte[CHUNK];
    long place = 0;
    try {
      while (inflater.getBytesWritten() < size) {
        if (inflater.needsInput()) {
          int count = (int) Math.min(in.length, packed.size() - place);
          packed.copy(place, in, 0, count);
          inflater.setInput(in, 0, count);
          place += count;
        }
        int most = (int) Math.min(out.length, size - inflater.getBytesWritten());
        int count = inflater.inflate(out, 0, most);
        if (count == 0 && (inflater.finished() || place == packed.size())) {
          throw new BadDelta("content of the old side is shorter than the delta says");
        }
        to.write(out, 0, count);
      }
    } catch (DataFormatException damaged) {
      throw new BadDelta("content of the old side does not inflate");
    } finally {
      inflater.end();
    }
  }
}
