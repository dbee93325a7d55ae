package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.elf.Section;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code .eh_frame_hdr} (Linux Standard Base, "Exception Frame Header"): the functions of {@code
 * .eh_frame} by rising address, for searching. It follows from that section.
 */
final class FrameHeaderModel {
  private static final int HEAD = 12;
  private static final int ENTRY = 8;
  private static final int FORM = 0x3b031b01;

  private FrameHeaderModel() {}

  /**
   * Makes the section.
   *
   * @param library where {@code .eh_frame} stands
   * @param frames {@code .eh_frame}
   * @param header the section to make
   * @return empty where the size does not fit
   */
  static Optional<ByteBuffer> make(Bytes library, Section frames, Section header) {
    Frames records = Frames.parse(library, frames).orElse(null);
    if (records == null) {
      return Optional.empty();
    }
    long[] entries = new long[records.count];
    int count = 0;
    for (int i = 0; i < records.count; i++) {
      if (records.common[i] >= 0) {
        long start = records.start(i) - header.address();
        entries[count++] = start << 32 | records.at[i];
      }
    }
    if (HEAD + (long) ENTRY * count != header.size()) {
      return Optional.empty();
    }
    Arrays.sort(entries, 0, count);
    ByteBuffer out = Buffers.of(header.size());
    out.putInt(0, FORM);
    out.putInt(4, (int) (frames.address() - header.address() - 4));
    out.putInt(8, count);
    int from = (int) (frames.address() - header.address());
    for (int i = 0; i < count; i++) {
      out.putInt(HEAD + i * ENTRY, (int) (entries[i] >> 32));
      out.putInt(HEAD + i * ENTRY + 4, from + (int) entries[i]);
    }
    return Optional.of(out);
  }
}
