package dev.ferry.scan.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Asks whether a symbol is exported, through the hash table that the loader itself uses. */
final class ElfSymbols {
  /** Longest chain that is followed; real ones have a handful. */
  private static final int MOST_STEPS = 4_096;

  private final ElfInput in;
  private final ElfDynamic dynamic;

  ElfSymbols(ElfInput in, ElfDynamic dynamic) {
    this.in = in;
    this.dynamic = dynamic;
  }

  boolean exports(String name) throws ElfFault {
    OptionalLong symbols = dynamic.table(ElfDynamic.SYMBOLS);
    OptionalLong gnu = dynamic.table(ElfDynamic.GNU_HASH);
    OptionalLong classic = dynamic.table(ElfDynamic.HASH);
    if (symbols.isEmpty()) {
      return false;
    }
    if (gnu.isPresent()) {
      return inGnuTable(name, gnu.getAsLong(), symbols.getAsLong());
    }
    return classic.isPresent() && inClassicTable(name, classic.getAsLong(), symbols.getAsLong());
  }

  private boolean inGnuTable(String name, long table, long symbols) throws ElfFault {
    ByteBuffer header = in.read("DT_GNU_HASH", table, 16);
    long buckets = header.getInt(0) & 0xffffffffL;
    long firstSymbol = header.getInt(4) & 0xffffffffL;
    long bloomWords = header.getInt(8) & 0xffffffffL;
    if (buckets == 0) {
      return false;
    }
    int hash = 5381;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * 33 + (b & 0xff);
    }
    long bucketsAt = table + 16 + bloomWords * (in.wide() ? 8 : 4);
    long bucketAt = bucketsAt + Integer.remainderUnsigned(hash, (int) buckets) * 4L;
    long symbol = number("bucket of DT_GNU_HASH", bucketAt);
    if (symbol < firstSymbol) {
      return false;
    }
    long chains = bucketsAt + buckets * 4;
    for (int step = 0; step < MOST_STEPS; step++) {
      long entry = number("chain of DT_GNU_HASH", chains + (symbol - firstSymbol) * 4);
      if ((entry | 1) == ((hash | 1) & 0xffffffffL) && isDefined(name, symbol, symbols)) {
        return true;
      }
      if ((entry & 1) != 0) {
        return false;
      }
      symbol++;
    }
    throw new ElfFault("chain of DT_GNU_HASH", MOST_STEPS, "fewer steps");
  }

  private boolean inClassicTable(String name, long table, long symbols) throws ElfFault {
    ByteBuffer header = in.read("DT_HASH", table, 8);
    long buckets = header.getInt(0) & 0xffffffffL;
    long chains = header.getInt(4) & 0xffffffffL;
    if (buckets == 0) {
      return false;
    }
    long hash = 0;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = ((hash << 4) + (b & 0xff)) & 0xffffffffL;
      long high = hash & 0xf0000000L;
      hash = (hash ^ (high >>> 24)) & ~high;
    }
    long symbol = number("bucket of DT_HASH", table + 8 + (hash % buckets) * 4);
    for (int step = 0; symbol != 0 && symbol < chains; step++) {
      if (step == MOST_STEPS) {
        throw new ElfFault("chain of DT_HASH", MOST_STEPS, "fewer steps");
      }
      if (isDefined(name, symbol, symbols)) {
        return true;
      }
      symbol = number("chain of DT_HASH", table + 8 + (buckets + symbol) * 4);
    }
    return false;
  }

  private boolean isDefined(String name, long symbol, long symbols) throws ElfFault {
    int size = in.wide() ? 24 : 16;
    ByteBuffer entry = in.read("DT_SYMTAB", symbols + symbol * size, size);
    int section = entry.getShort(in.wide() ? 6 : 14) & 0xffff;
    return section != 0 && dynamic.text("st_name", entry.getInt(0) & 0xffffffffL).equals(name);
  }

  private long number(String field, long offset) throws ElfFault {
    return in.read(field, offset, 4).getInt() & 0xffffffffL;
  }
}
