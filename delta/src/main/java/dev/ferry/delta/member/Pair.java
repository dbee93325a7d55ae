package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.References;
import dev.ferry.delta.code.find.ReferenceFinder;
import dev.ferry.delta.code.table.MaskedBytes;
import dev.ferry.delta.code.table.TablePair;
import dev.ferry.delta.code.table.TablePlan;
import dev.ferry.delta.elf.Elf;
import java.util.List;

/**
 * The old library and the outlines of both.
 *
 * @param plan which sections are coded as tables: elsewhere their bytes read as zero, on both sides
 */
public record Pair(Bytes old, Elf oldElf, Elf newElf, TablePlan plan) {
  /** The old library without what tables are coded against. */
  public Bytes masked() {
    return MaskedBytes.of(old, plan.oldRanges(oldElf));
  }

  /** The references of the old library outside of its tables. */
  public References references() {
    return outside(ReferenceFinder.find(old, oldElf), plan.oldRanges(oldElf));
  }

  /**
   * What tables are coded with.
   *
   * @param fresh the new library, whole or without its tables
   */
  public TablePair tables(Bytes fresh, Copies copies) {
    return new TablePair(old, oldElf, fresh, new CopyMap(copies, oldElf, newElf), copies);
  }

  /** References that do not touch ranges. */
  public static References outside(References all, List<TablePlan.Range> ranges) {
    return all.outside(
        ranges.stream().mapToLong(TablePlan.Range::offset).toArray(),
        ranges.stream().mapToLong(range -> range.offset() + range.size()).toArray());
  }
}
