package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The table of exceptions of one function, in {@code .gcc_except_table}: a header, call sites
 * (start, length, landing pad, action: all from the start of the function), actions, and the types
 * that are caught, last first, in front of the place that the header names.
 */
final class Lsda {
  /** No types. */
  static final int OMITTED = 0xff;

  /** Types as four signed bytes from where they stand to where the address of the type stands. */
  static final int INDIRECT = 0x9b;

  /** Numbers of a call site. */
  static final int SITE = 4;

  private static final int OFFSETS = 0x01;
  private static final int MOST_SITES = 1 << 16;
  private static final int MOST_ACTIONS = 1 << 14;
  private static final int MOST_TYPES = 1 << 12;

  /** {@link #OMITTED} or {@link #INDIRECT}. */
  int encoding = OMITTED;

  /** How many bytes the distance to the types has. */
  int offsetWidth;

  /** The call sites, {@value #SITE} numbers each. */
  int[] sites = new int[0];

  /** The table of actions as it stands. */
  byte[] actions = new byte[0];

  /** How many zero bytes stand before the types. */
  int padding;

  /** What the types point at, in the order of the file; 0 for no address. */
  long[] types = new long[0];

  /**
   * Parses a table.
   *
   * @param place where it begins in the file
   * @param end where its section ends in the file
   * @param address where it is when loaded
   * @return empty where it has another form
   */
  static Optional<Lsda> parse(Bytes file, long place, long end, long address) {
    Lsda lsda = new Lsda();
    return lsda.read(file, place, end, address) ? Optional.of(lsda) : Optional.empty();
  }

  private boolean read(Bytes file, long place, long end, long address) {
    Cursor cursor = new Cursor(file, place, end);
    boolean usual = cursor.next() == OMITTED;
    encoding = cursor.next();
    if (!usual || (encoding != OMITTED && encoding != INDIRECT)) {
      return false;
    }
    long base = 0;
    if (encoding == INDIRECT) {
      long from = cursor.place();
      int distance = cursor.padded();
      offsetWidth = (int) (cursor.place() - from);
      base = cursor.place() + distance;
    }
    if (cursor.next() != OFFSETS) {
      return false;
    }
    int length = cursor.unsigned();
    long first = cursor.place();
    return cursor.isGood()
        && length <= end - first
        && readSites(file, first, first + length)
        && readActions(file, first + length, encoding == INDIRECT ? base : end)
        && (encoding == OMITTED || readTypes(file, place, base, end, address));
  }

  private boolean readSites(Bytes file, long from, long end) {
    Cursor cursor = new Cursor(file, from, end);
    int[] numbers = new int[4 * SITE];
    int count = 0;
    while (cursor.place() < end && cursor.isGood()) {
      if (count == MOST_SITES * SITE) {
        return false;
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      for (int i = 0; i < SITE; i++) {
        numbers[count++] = cursor.unsigned();
      }
    }
    sites = Arrays.copyOf(numbers, count);
    return cursor.isGood() && cursor.place() == end;
  }

  /** Follows the actions of all sites; what lies behind the last is not theirs. */
  private boolean readActions(Bytes file, long from, long end) {
    int length = 0;
    int highest = 0;
    int steps = 0;
    for (int i = SITE - 1; i < sites.length; i += SITE) {
      long at = from + sites[i] - 1;
      while (sites[i] > 0 && at >= 0) {
        Cursor cursor = new Cursor(file, at, end);
        int filter = cursor.signed();
        long link = cursor.place();
        int next = cursor.signed();
        if (!cursor.isGood() || filter < 0 || at < from || ++steps > MOST_SITES * 4) {
          return false;
        }
        length = (int) Math.max(length, Math.min(MOST_ACTIONS, cursor.place() - from));
        highest = Math.max(highest, filter);
        at = next == 0 ? -1 : link + next;
      }
    }
    if (length >= MOST_ACTIONS || highest >= MOST_TYPES) {
      return false;
    }
    actions = new byte[length];
    file.copy(from, actions, 0, length);
    types = new long[highest];
    padding = (int) Math.min(MOST_ACTIONS, end - from - length - 4L * highest);
    return encoding == INDIRECT ? padding >= 0 && padding < 4 : highest == 0;
  }

  private boolean readTypes(Bytes file, long place, long base, long end, long address) {
    if (base > end) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      long at = base - 4L * (types.length - i);
      int value = file.intAt(at);
      types[i] = value == 0 ? 0 : address + (at - place) + value;
      if (value != 0 && types[i] == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes the table.
   *
   * @param at where in {@code out}
   * @param section the address of the first byte of {@code out}
   * @return where it ends, or -1 where it does not fit
   */
  int write(ByteBuffer out, int at, long section) {
    if (at < 0 || size() > out.capacity() - at) {
      return -1;
    }
    boolean typed = encoding == INDIRECT;
    int sitesLength = sitesLength();
    int place = at;
    out.put(place++, (byte) OMITTED);
    out.put(place++, (byte) encoding);
    if (typed) {
      place = unsigned(out, place, behindDistance() + padding + 4 * types.length, offsetWidth);
    }
    out.put(place++, (byte) OFFSETS);
    place = unsigned(out, place, sitesLength, width(sitesLength));
    for (int number : sites) {
      place = unsigned(out, place, number, width(number));
    }
    out.put(place, actions);
    place += actions.length;
    return typed ? writeTypes(out, place, section) : place;
  }

  private int writeTypes(ByteBuffer out, int from, long section) {
    int place = from;
    for (int i = 0; i < padding; i++) {
      out.put(place++, (byte) 0);
    }
    for (long type : types) {
      out.putInt(place, type == 0 ? 0 : (int) (type - (section + place)));
      place += 4;
    }
    return place;
  }

  private static int unsigned(ByteBuffer out, int at, int value, int width) {
    int rest = value;
    for (int i = 0; i < width; i++) {
      out.put(at + i, (byte) ((rest & 0x7f) | (i < width - 1 ? 0x80 : 0)));
      rest >>>= 7;
    }
    return at + width;
  }

  /** How many bytes the shortest form of a number has. */
  static int width(int number) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(number)) / 7);
  }

  /** How many bytes stand between the distance to the types and what pads them. */
  private int behindDistance() {
    int length = sitesLength();
    return 1 + width(length) + length + actions.length;
  }

  private int sitesLength() {
    int length = 0;
    for (int number : sites) {
      length += width(number);
    }
    return length;
  }

  /** All its bytes. */
  long size() {
    return encoding == INDIRECT
        ? (long) sizeWithoutTypes() + padding + 4L * types.length
        : 2L + behindDistance();
  }

  /** The bytes in front of the padding of a table with types. */
  int sizeWithoutTypes() {
    return 2 + offsetWidth + behindDistance();
  }

  /** The width that the distance to the types has when it is as short as can be. */
  int shortestWidth() {
    return width(behindDistance() + 4 * types.length);
  }
}
