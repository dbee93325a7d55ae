package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.elf.Section;
import java.util.Arrays;
import java.util.Optional;

/**
 * The records of an {@code .eh_frame} section (Linux Standard Base, "Exception Frames"): how to
 * unwind each function. A common record (CIE) says what many functions share, a function's record
 * (FDE) says where it starts, how long it is and where its table of exceptions is.
 *
 * <p>Only the forms that compilers for Linux write are known: 32-bit lengths, version 1, addresses
 * as four signed bytes from where they stand.
 */
final class Frames {
  /** The record is an end mark: a length of 0. */
  static final int END = -2;

  /** The record is a common one. */
  static final int COMMON = -1;

  private static final int ENCODING = 0x1b;
  private static final int INDIRECT = 0x80;
  private static final int SMALLEST = 4;
  private static final int LONGEST = 1 << 20;

  /** How many records there are. */
  int count;

  /** Where each begins, from the start of the section. */
  int[] at = new int[1 << 10];

  /** How many bytes each has, the length itself among them. */
  int[] size = new int[1 << 10];

  /** Of a function's record the index of its common one, else {@link #COMMON} or {@link #END}. */
  int[] common = new int[1 << 10];

  /**
   * Of a common record: 1 where its functions have tables of exceptions, plus twice the place in it
   * where the address of the personality routine stands, 0 for none.
   */
  int[] pointer = new int[1 << 10];

  private final Bytes file;
  private final Section section;

  private Frames(Bytes file, Section section) {
    this.file = file;
    this.section = section;
  }

  /** Parses a section; empty where any record has an unknown form. */
  static Optional<Frames> parse(Bytes file, Section section) {
    Frames frames = new Frames(file, section);
    return frames.parse() ? Optional.of(frames) : Optional.empty();
  }

  private boolean parse() {
    long at = 0;
    while (at < section.size()) {
      if (section.size() - at < SMALLEST) {
        return false;
      }
      long length = file.intAt(section.offset() + at) & 0xffffffffL;
      if (length > LONGEST || length > section.size() - at - SMALLEST) {
        return false;
      }
      if (!add((int) at, (int) length)) {
        return false;
      }
      at += SMALLEST + length;
    }
    return true;
  }

  private boolean add(int place, int length) {
    if (count == at.length) {
      at = Arrays.copyOf(at, count * 2);
      size = Arrays.copyOf(size, count * 2);
      common = Arrays.copyOf(common, count * 2);
      pointer = Arrays.copyOf(pointer, count * 2);
    }
    at[count] = place;
    size[count] = SMALLEST + length;
    common[count] = END;
    if (length > 0) {
      if (length < 2 * SMALLEST) {
        return false;
      }
      int identity = file.intAt(section.offset() + place + 4);
      common[count] = identity == 0 ? COMMON : commonAt((long) place + 4 - identity);
      if (identity == 0 ? !commonRecord(place, length) : !functionRecord(length)) {
        return false;
      }
    }
    count++;
    return true;
  }

  /** The index of the common record at a place, or {@link #END} where none is. */
  private int commonAt(long place) {
    if (place < 0 || place > Integer.MAX_VALUE) {
      return END;
    }
    int index = Arrays.binarySearch(at, 0, count, (int) place);
    return index >= 0 && common[index] == COMMON ? index : END;
  }

  private boolean functionRecord(int length) {
    int of = common[count];
    if (of == END) {
      return false;
    }
    int fixed = hasTable(of) ? 17 : 13;
    int extra = length < fixed ? -1 : file.at(section.offset() + at[count] + 16);
    return extra == (hasTable(of) ? 4 : 0);
  }

  /** Reads the augmentation of a common record. */
  private boolean commonRecord(int place, int length) {
    long end = section.offset() + place + SMALLEST + length;
    Cursor cursor = new Cursor(file, section.offset() + place + 8, end);
    if (cursor.next() != 1) {
      return false;
    }
    byte[] letters = new byte[8];
    int count = 0;
    for (int letter = cursor.next(); letter > 0; letter = cursor.next()) {
      if (count == letters.length) {
        return false;
      }
      letters[count++] = (byte) letter;
    }
    cursor.unsigned();
    cursor.unsigned();
    cursor.unsigned();
    return count > 0 && letters[0] == 'z' && augmentation(cursor, letters, count, place);
  }

  private boolean augmentation(Cursor cursor, byte[] letters, int letterCount, int place) {
    cursor.unsigned();
    boolean table = false;
    boolean known = false;
    int personality = 0;
    for (int i = 1; i < letterCount; i++) {
      switch (letters[i]) {
        case 'R' -> known = cursor.next() == ENCODING;
        case 'L' -> {
          table = true;
          if (cursor.next() != ENCODING) {
            return false;
          }
        }
        case 'P' -> {
          if ((cursor.next() & ~INDIRECT) != ENCODING) {
            return false;
          }
          personality = (int) (cursor.place() - section.offset() - place);
          cursor.skip(4);
        }
        case 'S', 'B' -> {}
        default -> {
          return false;
        }
      }
    }
    pointer[count] = personality << 1 | (table ? 1 : 0);
    return known && cursor.isGood();
  }

  /** Whether the functions of a common record have tables of exceptions. */
  boolean hasTable(int common) {
    return (pointer[common] & 1) != 0;
  }

  /** Where in a common record the address of the personality routine stands; 0 for nowhere. */
  int personality(int common) {
    return pointer[common] >>> 1;
  }

  /** Where a function begins. */
  long start(int record) {
    return pointed(at[record] + 8);
  }

  /** Where a function begins, from the start of the section. */
  long relative(int record) {
    return at[record] + 8L + file.intAt(section.offset() + at[record] + 8);
  }

  /** How many bytes a function has. */
  long range(int record) {
    return file.intAt(section.offset() + at[record] + 12) & 0xffffffffL;
  }

  /** Where a function's table of exceptions is; 0 for none. */
  long table(int record) {
    int place = at[record] + 17;
    return common[record] >= 0
            && hasTable(common[record])
            && file.intAt(section.offset() + place) != 0
        ? pointed(place)
        : 0;
  }

  /** The address that four bytes at a place of the section point at. */
  long pointed(int place) {
    return section.address() + place + file.intAt(section.offset() + place);
  }

  /** Where the instructions of a function's record begin within it. */
  static int instructions(boolean table) {
    return table ? 21 : 17;
  }
}
