package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code .gcc_except_table}: the tables of the functions, in the order of the functions. A call
 * site is expected where the code went that it speaks of.
 */
final class ExceptionModel {
  private static final int STRUCTURED = 0;
  private static final int PLAIN = 1;
  private static final int MOST = 1 << 16;

  private final Columns columns;
  private final Libraries libraries;
  private final Section old;
  private final Section fresh;
  private final ByteBuffer out;
  private final Neighbourhood neighbourhood;
  private final BitSet covered = new BitSet();
  private final Map<Long, Long> types = new HashMap<>();

  /** Places in the new section and what stood in the old one where their like began. */
  private final TreeMap<Integer, Long> likes = new TreeMap<>();

  private int next;

  /** Where the table before is and where its like was, if it was not taken apart; else 0. */
  private long plainAt;

  private long plainLike;

  ExceptionModel(
      Columns columns,
      Libraries libraries,
      Neighbourhood neighbourhood,
      Section old,
      Section fresh,
      ByteBuffer out) {
    this.columns = columns;
    this.libraries = libraries;
    this.neighbourhood = neighbourhood;
    this.old = old;
    this.fresh = fresh;
    this.out = out;
  }

  /**
   * Codes the table of one function.
   *
   * @param oldTable the table of its partner, 0 for none
   * @param oldStart where its partner begins
   * @param start where it begins
   * @param actual where its table is; unknown where a delta is applied
   * @return where its table is
   */
  long table(long oldTable, long oldStart, long start, long actual) {
    long address = columns.code(StreamKind.EXCEPTION_PLACE, expected(oldTable), actual);
    long within = address - fresh.address();
    Lsda before = oldTable == 0 ? null : parseOld(oldTable);
    Lsda real = libraries.making() ? parseFresh(within) : null;
    int form = libraries.making() && real == null ? PLAIN : STRUCTURED;
    if (columns.code(StreamKind.EXCEPTION_FORM, form(oldTable, before, within), form)
        != STRUCTURED) {
      plainAt = address;
      plainLike = oldTable;
      like(within, oldTable - old.address(), oldTable);
      return address;
    }
    plainAt = 0;
    if (within < 0 || within >= out.capacity()) {
      throw new BadDelta("a table of exceptions lies outside its section");
    }
    Lsda lsda = code(before == null ? new Lsda() : before, real, oldStart, start, within);
    int end = lsda.write(out, (int) within, fresh.address());
    if (end < 0) {
      throw new BadDelta("a table of exceptions does not fit into its section");
    }
    covered.set((int) within, end);
    next = end;
    if (before != null) {
      like(end, oldTable - old.address() + before.size(), oldTable);
    }
    return address;
  }

  /** Behind the table before; as far behind as of old, where nobody knows how long that one is. */
  private long expected(long oldTable) {
    return plainAt == 0 || plainLike == 0 || oldTable == 0
        ? fresh.address() + next
        : plainAt + (oldTable - plainLike);
  }

  /** As of old; a place that has been written belongs to another function too. */
  private int form(long oldTable, @Nullable Lsda before, long within) {
    boolean shared = within >= 0 && within < out.capacity() && covered.get((int) within);
    return shared || (oldTable != 0 && before == null) ? PLAIN : STRUCTURED;
  }

  private void like(long within, long place, long oldTable) {
    if (oldTable != 0 && within >= 0 && within < out.capacity()) {
      likes.putIfAbsent((int) within, place);
    }
  }

  /** The bytes that no function's table covers. */
  void rest() {
    int at = 0;
    while (at < out.capacity()) {
      int from = covered.nextClearBit(at);
      int next = covered.nextSetBit(from);
      int to = next < 0 ? out.capacity() : next;
      while (from < to) {
        Integer cut = likes.higherKey(from);
        int end = cut == null ? to : Math.min(cut, to);
        uncovered(from, end);
        from = end;
      }
      at = to;
    }
  }

  /** Bytes as they were of old, or as they are. */
  private void uncovered(int from, int to) {
    byte[] bytes = new byte[to - from];
    byte[] before = bytes.clone();
    if (libraries.making()) {
      libraries.fresh().copy(fresh.offset() + from, bytes, 0, bytes.length);
    }
    Long like = from == 0 ? Long.valueOf(0) : likes.get(from);
    if (like != null && like >= 0 && like <= old.size() - bytes.length) {
      libraries.old().copy(old.offset() + like, before, 0, bytes.length);
      if (head(1, Arrays.equals(bytes, before) ? 1 : 0) == 1) {
        out.put(from, before);
        return;
      }
    }
    columns.code(StreamKind.EXCEPTION_BYTES, bytes, 0, bytes.length);
    out.put(from, bytes);
  }

  private @Nullable Lsda parseOld(long address) {
    if (!old.holds(address)) {
      return null;
    }
    long place = old.offset() + (address - old.address());
    return Lsda.parse(libraries.old(), place, old.end(), address).orElse(null);
  }

  /** The table as it is, where writing it again gives its bytes and nothing else has them. */
  private @Nullable Lsda parseFresh(long within) {
    if (within < 0 || within >= fresh.size()) {
      return null;
    }
    Lsda lsda =
        Lsda.parse(
                libraries.fresh(), fresh.offset() + within, fresh.end(), fresh.address() + within)
            .orElse(null);
    if (lsda == null) {
      return null;
    }
    int taken = covered.nextSetBit((int) within);
    if (taken >= 0 && taken < within + lsda.size()) {
      return null;
    }
    int end = lsda.write(out, (int) within, fresh.address());
    if (end < 0) {
      return null;
    }
    for (int i = (int) within; i < end; i++) {
      if (out.get(i) != libraries.fresh().at(fresh.offset() + i)) {
        return null;
      }
    }
    return lsda;
  }

  private Lsda code(Lsda before, @Nullable Lsda real, long oldStart, long start, long within) {
    Lsda lsda = new Lsda();
    lsda.encoding =
        (int) head(before.encoding, real == null ? 0 : real.encoding) == Lsda.OMITTED
            ? Lsda.OMITTED
            : Lsda.INDIRECT;
    long count = head(before.sites.length, real == null ? 0 : real.sites.length);
    if (count < 0 || count > 4L * MOST || count % Lsda.SITE != 0) {
      throw new BadDelta("a table of exceptions has an impossible number of call sites");
    }
    lsda.sites = new int[(int) count];
    sites(lsda, before, real, oldStart, start);
    actions(lsda, before, real);
    if (lsda.encoding == Lsda.INDIRECT) {
      types(lsda, before, real, within);
    }
    return lsda;
  }

  private long head(long expected, long actual) {
    return columns.code(StreamKind.EXCEPTION_HEAD, expected, actual);
  }

  private void sites(Lsda lsda, Lsda before, @Nullable Lsda real, long oldStart, long start) {
    int count = before.sites.length / Lsda.SITE;
    int[] aligned = real == null ? new int[0] : align(before, real, oldStart, start);
    Partners partners = new Partners(columns, StreamKind.EXCEPTION_ALIGNMENT, count);
    int end = 0;
    for (int i = 0; i < lsda.sites.length; i += Lsda.SITE) {
      int partner = partners.code(real == null ? 0 : aligned[i / Lsda.SITE]);
      int from = partner * Lsda.SITE;
      boolean paired = partner != Alignment.NONE;
      long moved = paired ? moved(before.sites[from], oldStart, start) : end;
      int[] actual = real == null ? lsda.sites : real.sites;
      lsda.sites[i] = site(StreamKind.EXCEPTION_START, moved, actual[i]);
      long length =
          paired ? moved(before.sites[from] + before.sites[from + 1], oldStart, start) - moved : 0;
      lsda.sites[i + 1] = site(StreamKind.EXCEPTION_LENGTH, length, actual[i + 1]);
      long pad =
          paired && before.sites[from + 2] != 0
              ? moved(before.sites[from + 2], oldStart, start)
              : 0;
      lsda.sites[i + 2] = site(StreamKind.EXCEPTION_PAD, pad, actual[i + 2]);
      long action = paired ? before.sites[from + 3] : 0;
      lsda.sites[i + 3] = site(StreamKind.EXCEPTION_ACTION, action, actual[i + 3]);
      end = lsda.sites[i] + lsda.sites[i + 1];
    }
  }

  private int[] align(Lsda before, Lsda real, long oldStart, long start) {
    long[] oldKeys = new long[before.sites.length / Lsda.SITE];
    for (int i = 0; i < oldKeys.length; i++) {
      oldKeys[i] = moved(before.sites[i * Lsda.SITE], oldStart, start);
    }
    long[] freshKeys = new long[real.sites.length / Lsda.SITE];
    for (int i = 0; i < freshKeys.length; i++) {
      freshKeys[i] = real.sites[i * Lsda.SITE];
    }
    return Alignment.of(oldKeys, freshKeys);
  }

  private long moved(int offset, long oldStart, long start) {
    return neighbourhood.map(oldStart + offset) - start;
  }

  private int site(StreamKind column, long expected, long actual) {
    long value = columns.code(column, expected, actual);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new BadDelta("a call site lies outside its function");
    }
    return (int) value;
  }

  private void actions(Lsda lsda, Lsda before, @Nullable Lsda real) {
    boolean same = real != null && Arrays.equals(before.actions, real.actions);
    if (head(1, same ? 1 : 0) == 1) {
      lsda.actions = before.actions;
      return;
    }
    long length = head(before.actions.length, real == null ? 0 : real.actions.length);
    if (length < 0 || length > MOST) {
      throw new BadDelta("a table of exceptions has too many actions");
    }
    lsda.actions = real == null ? new byte[(int) length] : real.actions;
    columns.code(StreamKind.EXCEPTION_BYTES, lsda.actions, 0, (int) length);
  }

  private void types(Lsda lsda, Lsda before, @Nullable Lsda real, long within) {
    long count = head(before.types.length, real == null ? 0 : real.types.length);
    if (count < 0 || count > MOST) {
      throw new BadDelta("a table of exceptions has too many types");
    }
    lsda.types = new long[(int) count];
    long previous = 0;
    for (int i = lsda.types.length - 1, j = before.types.length - 1; i >= 0; i--, j--) {
      long type = j < 0 ? 0 : before.types[j];
      Long learned = types.get(type);
      long expected =
          j < 0 ? previous : type == 0 ? 0 : learned == null ? libraries.map().map(type) : learned;
      previous =
          columns.code(StreamKind.EXCEPTION_TYPE, expected, real == null ? 0 : real.types[i]);
      lsda.types[i] = previous;
      if (type != 0) {
        types.put(type, previous);
      }
    }
    padding(lsda, real, within);
  }

  private void padding(Lsda lsda, @Nullable Lsda real, long within) {
    int shortest = lsda.shortestWidth();
    long width = head(shortest, real == null ? 0 : real.offsetWidth);
    if (width < 1 || width > 5) {
      throw new BadDelta("a table of exceptions has an impossible distance");
    }
    lsda.offsetWidth = (int) width;
    long end = fresh.address() + within + lsda.sizeWithoutTypes();
    long padding = head(-end & 3, real == null ? 0 : real.padding);
    if (padding < 0 || padding > 3) {
      throw new BadDelta("a table of exceptions has an impossible padding");
    }
    lsda.padding = (int) padding;
  }
}
