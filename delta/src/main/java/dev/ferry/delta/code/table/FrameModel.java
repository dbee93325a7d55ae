package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code .eh_frame}: the record of each function is expected to be the one it had, at the place
 * where the function went; its table of exceptions is coded along with it.
 */
final class FrameModel {
  private final Columns columns;
  private final Libraries libraries;
  private final Neighbourhood neighbourhood;
  private final Section section;
  private final Section oldSection;
  private final Frames old;
  private final @Nullable Frames fresh;
  private final @Nullable ExceptionModel exceptions;
  private final ByteBuffer out;

  /** The place of each common record of the new table, and the old record that is its partner. */
  private int[] commons = new int[16];

  private int commonCount;

  /** By old record: which common record of the new table, from 0; -1 for unknown. */
  private final int[] commonOf;

  /** By common record of the new table: as {@link Frames#pointer}. */
  private int[] pointers = new int[16];

  private final OldStarts starts;
  private long nextStart;

  FrameModel(
      Columns columns,
      Libraries libraries,
      Neighbourhood neighbourhood,
      Frames old,
      Section oldSection,
      Section section,
      @Nullable ExceptionModel exceptions,
      ByteBuffer out) {
    this.columns = columns;
    this.libraries = libraries;
    this.neighbourhood = neighbourhood;
    this.old = old;
    this.oldSection = oldSection;
    this.section = section;
    this.exceptions = exceptions;
    this.out = out;
    fresh =
        libraries.making()
            ? Frames.parse(libraries.fresh(), section)
                .orElseThrow(() -> new IllegalStateException("a planned table does not parse"))
            : null;
    commonOf = new int[old.count];
    Arrays.fill(commonOf, -1);
    starts = new OldStarts(old);
  }

  void code() {
    int[] aligned = fresh == null ? new int[0] : align(fresh);
    Partners partners = new Partners(columns, StreamKind.FRAME_ALIGNMENT, old.count);
    int at = 0;
    for (int i = 0; at < out.capacity(); i++) {
      int partner = partners.code(fresh == null ? 0 : aligned[i]);
      at += record(at, i, partner);
    }
  }

  private int[] align(Frames table) {
    long[] oldKeys = new long[old.count];
    Arrays.setAll(
        oldKeys, j -> old.common[j] >= 0 ? libraries.map().map(old.start(j)) : -old.size[j] - 1L);
    long[] freshKeys = new long[table.count];
    Arrays.setAll(freshKeys, i -> table.common[i] >= 0 ? table.start(i) : -table.size[i] - 1L);
    return Alignment.of(oldKeys, freshKeys);
  }

  /** One record; gives its size. */
  private int record(int at, int i, int partner) {
    long kind = kind(i, partner);
    if (kind < 0 || kind > commonCount + 1L) {
      throw new BadDelta("a record of unwinding has no common record");
    }
    if (kind == 0) {
      room(at, 4, 4);
      out.putInt(at, 0);
      return 4;
    }
    return kind == 1 ? common(at, i, partner) : function(at, i, partner, (int) kind - 2);
  }

  private void room(int at, long size, int least) {
    if (size < least || size > out.capacity() - at) {
      throw new BadDelta("a record of unwinding has an impossible size");
    }
  }

  private int size(int at, int i, int like, int least) {
    long size =
        columns.code(
            StreamKind.FRAME_SIZE,
            like == Alignment.NONE ? 24 : old.size[like],
            fresh == null ? 0 : fresh.size[i]);
    room(at, size, least);
    out.putInt(at, (int) size - 4);
    return (int) size;
  }

  /** 0: end; 1: common record; else 2 and the number of the function's common record. */
  private long kind(int i, int partner) {
    long expected = commonCount + 1L;
    if (partner != Alignment.NONE) {
      int common = old.common[partner];
      expected =
          common == Frames.END
              ? 0
              : common == Frames.COMMON
                  ? 1
                  : commonOf[common] < 0 ? expected : commonOf[common] + 2L;
    }
    return columns.code(StreamKind.FRAME_KIND, expected, fresh == null ? 0 : kindOf(fresh, i));
  }

  private long kindOf(Frames table, int i) {
    int common = table.common[i];
    return common == Frames.END
        ? 0
        : common == Frames.COMMON
            ? 1
            : 2L + Arrays.binarySearch(commons, 0, commonCount, table.at[common]);
  }

  private int common(int at, int i, int partner) {
    int size = size(at, i, partner, 9);
    out.putInt(at + 4, 0);
    if (commonCount == commons.length) {
      commons = Arrays.copyOf(commons, commonCount * 2);
      pointers = Arrays.copyOf(pointers, commonCount * 2);
    }
    boolean paired = partner != Alignment.NONE && old.common[partner] == Frames.COMMON;
    int expected = paired ? old.pointer[partner] : 0;
    int actual = fresh == null ? 0 : fresh.pointer[i];
    int pointer = (int) columns.code(StreamKind.FRAME_KIND, expected, actual);
    int personality = pointer >>> 1;
    if (pointer < 0 || (personality > 0 && personality < 8) || personality > size - 4) {
      throw new BadDelta("a record of unwinding is too short");
    }
    int start = 8;
    if (personality > 0) {
      long target =
          columns.code(
              StreamKind.FRAME_TARGET,
              paired && old.personality(partner) > 0
                  ? libraries.map().map(old.pointed(old.at[partner] + old.personality(partner)))
                  : 0,
              fresh == null ? 0 : fresh.pointed(at + personality));
      bytes(at, start, personality, partner);
      out.putInt(at + personality, (int) (target - (section.address() + at + personality)));
      start = personality + 4;
    }
    bytes(at, start, size, partner);
    commons[commonCount] = at;
    pointers[commonCount] = pointer;
    if (paired) {
      commonOf[partner] = commonCount;
    }
    commonCount++;
    return size;
  }

  private int function(int at, int i, int partner, int of) {
    boolean table = (pointers[of] & 1) != 0;
    int least = Frames.instructions(table);
    room(at, least, least);
    out.putInt(at + 4, at + 4 - commons[of]);
    boolean paired = partner != Alignment.NONE && old.common[partner] >= 0;
    long start =
        columns.code(
            StreamKind.FRAME_START,
            paired ? libraries.map().map(old.start(partner)) : nextStart,
            fresh == null ? 0 : fresh.start(i));
    out.putInt(at + 8, (int) (start - (section.address() + at + 8)));
    if (paired) {
      libraries.map().learn(old.start(partner), start);
    }
    int twin = starts.find(neighbourhood.origin(start));
    int like = twin >= 0 ? twin : paired ? partner : Alignment.NONE;
    long range =
        columns.code(
            StreamKind.FRAME_RANGE,
            like == Alignment.NONE ? 0 : old.range(like),
            fresh == null ? 0 : fresh.range(i));
    out.putInt(at + 12, (int) range);
    nextStart = (start + range + 15) & -16;
    out.put(at + 16, (byte) (table ? 4 : 0));
    if (table) {
      neighbourhood.turnTo(start, range);
      long target = table(like, start, fresh == null ? 0 : fresh.table(i));
      out.putInt(at + 17, target == 0 ? 0 : (int) (target - (section.address() + at + 17)));
    }
    int size = size(at, i, like, least);
    bytes(at, least, size, like);
    return size;
  }

  private long table(int like, long start, long actual) {
    long oldTable = like == Alignment.NONE ? 0 : old.table(like);
    boolean some =
        columns.code(StreamKind.FRAME_TARGET, oldTable == 0 ? 0 : 1, actual == 0 ? 0 : 1) != 0;
    if (!some) {
      return 0;
    }
    if (exceptions == null) {
      long expected = oldTable == 0 ? 0 : libraries.map().map(oldTable);
      return columns.code(StreamKind.FRAME_TARGET, expected, actual);
    }
    long oldStart = like == Alignment.NONE ? 0 : old.start(like);
    return exceptions.table(oldTable, oldStart, start, actual);
  }

  /** Bytes of a record from one place in it to another: those of the partner, or others. */
  private void bytes(int at, int from, int to, int partner) {
    boolean comparable =
        partner != Alignment.NONE && old.common[partner] != Frames.END && old.size[partner] >= to;
    long actual = 0;
    if (comparable && fresh != null) {
      long oldPlace = oldSection.offset() + old.at[partner];
      actual = 1;
      for (int k = from; k < to && actual != 0; k++) {
        boolean same =
            libraries.old().at(oldPlace + k) == libraries.fresh().at(section.offset() + at + k);
        actual = same ? 1 : 0;
      }
    }
    byte[] bytes = new byte[to - from];
    if (comparable && columns.code(StreamKind.FRAME_SAME, 1, actual) == 1) {
      libraries.old().copy(oldSection.offset() + old.at[partner] + from, bytes, 0, to - from);
    } else {
      if (fresh != null) {
        libraries.fresh().copy(section.offset() + at + from, bytes, 0, to - from);
      }
      columns.code(StreamKind.FRAME_BYTES, bytes, 0, bytes.length);
    }
    out.put(at + from, bytes);
  }
}
