package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A table of symbols ({@code .dynsym}, {@code .symtab}; System V ABI, "Symbol Table"): each symbol
 * is expected to be what the old one of the same name is, at the place where that went.
 */
final class SymbolModel {
  static final int ENTRY = 24;
  private static final int LONGEST_SUFFIX = 1 << 14;

  private final Libraries libraries;
  private final Section old;
  private final Section fresh;
  private final Section oldNames;
  private final Section freshNames;
  private final int count;
  private final int[] names;

  SymbolModel(
      Libraries libraries, Section old, Section fresh, Section oldNames, Section freshNames) {
    this.libraries = libraries;
    this.old = old;
    this.fresh = fresh;
    this.oldNames = oldNames;
    this.freshNames = freshNames;
    count = (int) (old.size() / ENTRY);
    names = new int[count];
  }

  /** Codes the whole table; gives the old entry of each new one. */
  int[] code(Columns columns, ByteBuffer out) {
    expectNames();
    int[] aligned = libraries.making() ? align() : new int[0];
    Partners partners = new Partners(columns, StreamKind.TABLE_ALIGNMENT, count);
    int[] pairs = new int[(int) (fresh.size() / ENTRY)];
    int previous = 0;
    for (int i = 0; i < pairs.length; i++) {
      while (partners.next() < count && names[partners.next()] == Strings.NONE) {
        partners.skip();
      }
      pairs[i] = partners.code(libraries.making() ? aligned[i] : 0);
      previous = entry(columns, out, i, pairs[i], previous);
    }
    new SymbolValues(libraries, old, fresh).code(columns, pairs, out);
    return pairs;
  }

  /** Where the name of each old symbol stands in the new table of strings. */
  private void expectNames() {
    Strings strings = Strings.of(libraries.fresh(), freshNames);
    for (int j = 0; j < count; j++) {
      int name = libraries.old().intAt(old.offset() + (long) j * ENTRY);
      names[j] = strings.find(nameHash(true, name));
      if (names[j] == Strings.NONE && name > 0 && name < oldNames.size()) {
        names[j] = suffix(strings, name);
      }
    }
  }

  /** A name that is the end of another string: where that one is, there is its end. */
  private int suffix(Strings strings, int name) {
    int start = name;
    while (start > 0
        && name - start < LONGEST_SUFFIX
        && libraries.old().at(oldNames.offset() + start - 1) != 0) {
      start--;
    }
    int found = start == name ? Strings.NONE : strings.find(nameHash(true, start));
    return found == Strings.NONE ? Strings.NONE : found + (name - start);
  }

  private long nameHash(boolean ofOld, int name) {
    Section section = ofOld ? oldNames : freshNames;
    long offset = Math.min(name & 0xffffffffL, section.size());
    return Hash.name(
        ofOld ? libraries.old() : libraries.fresh(), section.offset() + offset, section.end());
  }

  private int[] align() {
    long[] oldKeys = new long[count];
    Arrays.setAll(oldKeys, j -> nameHash(true, libraries.old().intAt(oldPlace(j))));
    long[] freshKeys = new long[(int) (fresh.size() / ENTRY)];
    Arrays.setAll(
        freshKeys,
        i -> nameHash(false, libraries.fresh().intAt(fresh.offset() + (long) i * ENTRY)));
    return Alignment.of(oldKeys, freshKeys);
  }

  private long oldPlace(int index) {
    return old.offset() + (long) index * ENTRY;
  }

  private int entry(Columns columns, ByteBuffer out, int i, int partner, int previous) {
    long at = fresh.offset() + (long) i * ENTRY;
    int place = i * ENTRY;
    boolean paired = partner != Alignment.NONE;
    long from = paired ? oldPlace(partner) : 0;
    boolean named = paired && names[partner] != Strings.NONE;
    int name =
        (int)
            columns.code(
                StreamKind.SYMBOL_NAME,
                named ? names[partner] : previous,
                libraries.fresh().intAt(at));
    out.putInt(place, name);
    int kind =
        (int)
            columns.code(
                StreamKind.SYMBOL_KIND,
                paired ? libraries.old().intAt(from + 4) : 0,
                libraries.fresh().intAt(at + 4));
    out.putInt(place + 4, kind);
    long size =
        columns.code(
            StreamKind.SYMBOL_SIZE,
            paired ? libraries.old().longAt(from + 16) : 0,
            libraries.fresh().longAt(at + 16));
    out.putLong(place + 16, size);
    return name;
  }
}
