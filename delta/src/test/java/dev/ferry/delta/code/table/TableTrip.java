package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.member.Copies;
import dev.ferry.delta.stream.MemoryStreams;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Carries the tables of one library over from another, as making and applying do. */
final class TableTrip {
  private final byte[] old;
  private final byte[] fresh;
  private final AddressMap map;
  private final Elf oldElf;
  private final TablePlan plan;
  private final MemoryStreams streams = new MemoryStreams();

  TableTrip(byte[] old, byte[] fresh, AddressMap map) {
    this.old = old;
    this.fresh = fresh;
    this.map = map;
    oldElf = Elf.find(ArrayBytes.of(old)).orElseThrow();
    Elf freshElf = Elf.find(ArrayBytes.of(fresh)).orElseThrow();
    plan = TablePlanner.plan(ArrayBytes.of(old), oldElf, ArrayBytes.of(fresh), freshElf);
    plan.write(streams.stream(StreamKind.TABLE_PLAN));
    ColumnWriter columns = new ColumnWriter(streams);
    Tables.encode(plan, pair(fresh), freshElf, columns);
    columns.end();
  }

  /** As if the code had moved as one, or not at all. */
  private TablePair pair(byte[] newLibrary) {
    Copies copies = new Copies();
    copies.add(16, 16, 20_000);
    copies.add(20_500, 20_416, 5000);
    copies.add(16_000, 25_416, 10_000);
    return new TablePair(ArrayBytes.of(old), oldElf, ArrayBytes.of(newLibrary), map, copies);
  }

  static byte[] fixture(String name) {
    try (InputStream in = TableTrip.class.getResourceAsStream("/tables/recompiled/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  TablePlan plan() {
    return plan;
  }

  MemoryStreams streams() {
    return streams;
  }

  /** The new library, whose tables come from the streams alone. */
  byte[] decode() {
    byte[] made = fresh.clone();
    for (TablePlan.Range range : plan.freshRanges()) {
      Arrays.fill(made, (int) range.offset(), (int) (range.offset() + range.size()), (byte) 0);
    }
    StreamReader in = streams.reader();
    TablePlan read = TablePlan.read(in.stream(StreamKind.TABLE_PLAN), oldElf, made.length);
    Tables.decode(
        read,
        pair(made),
        new ColumnReader(in),
        (offset, bytes) -> bytes.get(0, made, (int) offset, bytes.capacity()));
    return made;
  }
}
