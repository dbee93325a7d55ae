package dev.ferry.delta.container;

import dev.ferry.delta.bytes.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie in a zip.
 *
 * @param directory where the central directory begins
 * @param end where it ends, and the end records begin, which reach to the end of the bytes
 * @param entries in the order of the directory
 */
public record ZipOutline(long directory, long end, List<Located> entries) {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END64 = 0x06064b50;
  private static final long FULL = 0xffffffffL;

  public ZipOutline {
    entries = List.copyOf(entries);
  }

  /**
   * An entry and its data.
   *
   * @param index in the directory
   * @param central the entry of the directory
   * @param header where its local header begins, -1 where no data was found
   * @param data where its data begins
   * @param packed bytes of its data
   * @param size bytes of its content, as the directory says
   */
  public record Located(
      int index, CentralEntry central, long header, long data, long packed, long size) {
    /** Whether its data was found. */
    public boolean present() {
      return header >= 0;
    }
  }

  /** Reads an archive, or says that it is none that can be opened. */
  public static Optional<ZipOutline> find(Bytes bytes) {
    long end = endRecord(bytes);
    if (end < 0) {
      return Optional.empty();
    }
    long count = bytes.shortAt(end + 10);
    long size = bytes.intAt(end + 12) & FULL;
    long offset = bytes.intAt(end + 16) & FULL;
    long directory = end - size;
    if (end >= 20 && bytes.intAt(end - 20) == END64_LOCATOR) {
      long record = bytes.longAt(end - 12);
      if (record < 0 || record > end - 76 || bytes.intAt(record) != END64) {
        return Optional.empty();
      }
      count = bytes.longAt(record + 32);
      size = bytes.longAt(record + 40);
      offset = bytes.longAt(record + 48);
      directory = offset;
    }
    if (directory < 0 || size < 0 || directory > bytes.size() || count < 0) {
      return Optional.empty();
    }
    long start = directory;
    long shift = directory - offset;
    return CentralEntry.findAll(bytes, directory, count)
        .map(central -> locate(bytes, start, central, shift));
  }

  private static ZipOutline locate(
      Bytes bytes, long directory, List<CentralEntry> central, long shift) {
    List<Located> all = new ArrayList<>();
    for (CentralEntry entry : central) {
      all.add(locate(bytes, directory, entry, all.size(), shift));
    }
    long reached = 0;
    for (Located entry : inFileOrder(all)) {
      if (entry.header() < reached) {
        all.set(entry.index(), absent(entry.index(), entry.central()));
      } else {
        reached = entry.data() + entry.packed();
      }
    }
    long end = central.isEmpty() ? directory : central.getLast().end();
    return new ZipOutline(directory, end, all);
  }

  private static Located locate(
      Bytes bytes, long directory, CentralEntry entry, int index, long shift) {
    long @Nullable [] values = wide(bytes, entry);
    if (values == null) {
      return absent(index, entry);
    }
    long header = values[2] + shift;
    if (header < 0
        || header > directory - ZipValues.LOCAL_FIXED
        || bytes.intAt(header) != 0x04034b50) {
      return absent(index, entry);
    }
    long data =
        header + ZipValues.LOCAL_FIXED + bytes.shortAt(header + 26) + bytes.shortAt(header + 28);
    return data > directory || values[1] < 0 || values[1] > directory - data
        ? absent(index, entry)
        : new Located(index, entry, header, data, values[1], values[0]);
  }

  /** Size, compressed size and offset, from the zip64 extra field where they do not fit. */
  private static long @Nullable [] wide(Bytes bytes, CentralEntry entry) {
    long[] values = {entry.size(), entry.packed(), entry.offset()};
    if (values[0] != FULL && values[1] != FULL && values[2] != FULL) {
      return values;
    }
    long at = entry.place() + CentralEntry.FIXED + entry.nameLength();
    long end = at + entry.extraLength();
    while (at + 4 <= end) {
      long next = at + 4 + bytes.shortAt(at + 2);
      if (bytes.shortAt(at) == 1 && next <= end) {
        long field = at + 4;
        for (int i = 0; i < values.length; i++) {
          if (values[i] == FULL) {
            if (field + 8 > next) {
              return null;
            }
            values[i] = bytes.longAt(field);
            field += 8;
          }
        }
        return values;
      }
      at = next;
    }
    return values;
  }

  private static Located absent(int index, CentralEntry entry) {
    return new Located(index, entry, -1, -1, 0, 0);
  }

  /** The entries whose data was found, by the place of their local headers. */
  public List<Located> inFileOrder() {
    return inFileOrder(entries);
  }

  private static List<Located> inFileOrder(List<Located> all) {
    return all.stream()
        .filter(Located::present)
        .sorted(Comparator.comparingLong(Located::header))
        .toList();
  }

  private static long endRecord(Bytes bytes) {
    long last = bytes.size() - END_SIZE;
    for (long at = last; at >= 0 && at >= last - 0xffff; at--) {
      if (bytes.at(at) == 'P'
          && bytes.intAt(at) == END
          && at + END_SIZE + bytes.shortAt(at + 20) <= bytes.size()) {
        return at;
      }
    }
    return -1;
  }
}
