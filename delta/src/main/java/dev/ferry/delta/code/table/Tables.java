package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Machine;
import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.BadDelta;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes the tables of a plan, in the one order that making and applying share. */
public final class Tables {
  private final Libraries libraries;
  private final Columns columns;
  private final TableSink sink;

  /** By number of the old table of symbols: the old symbol of each new one. */
  private final Map<Integer, int[]> partners = new HashMap<>();

  /** By number of the new table of symbols: the table. */
  private final Map<Integer, ByteBuffer> symbols = new HashMap<>();

  private final Shifts slots;
  private @Nullable ByteBuffer stubRelocations;
  private @Nullable ByteBuffer frames;
  private @Nullable Section framesSection;

  private final Neighbourhood neighbourhood;

  private Tables(Libraries libraries, Columns columns, TableSink sink) {
    this.libraries = libraries;
    this.columns = columns;
    this.sink = sink;
    slots = new Shifts(libraries.oldElf(), libraries.map());
    neighbourhood =
        new Neighbourhood(
            libraries.moves(), libraries.oldElf(), libraries.freshElf(), libraries.map());
  }

  /**
   * Writes the tables of a whole new file into columns.
   *
   * @param pair what both sides know already
   * @return where addresses went, as far as the tables tell, and else as the pair's map says
   */
  public static AddressMap encode(TablePlan plan, TablePair pair, Elf freshElf, Columns to) {
    Libraries libraries = libraries(pair, freshElf, true);
    new Tables(libraries, to, (offset, bytes) -> {}).code(plan);
    return libraries.map();
  }

  /**
   * Makes the tables of a new file.
   *
   * @param pair what both sides know already; its new file lacks the tables
   * @return as {@link #encode}
   * @throws BadDelta where columns and file do not fit together
   */
  public static AddressMap decode(TablePlan plan, TablePair pair, Columns from, TableSink to) {
    Elf freshElf =
        Elf.find(pair.fresh())
            .orElseThrow(() -> new BadDelta("the new file has tables and no outline"));
    Libraries libraries = libraries(pair, freshElf, false);
    try {
      new Tables(libraries, from, to).code(plan);
    } catch (IndexOutOfBoundsException e) {
      throw new BadDelta("a table points out of its file");
    }
    return libraries.map();
  }

  /** Tells what comes out when a plan is coded: for checking it before it is used. */
  static void rehearse(TablePlan plan, Libraries libraries, TableSink to) {
    new Tables(libraries, new Rehearsal(), to).code(plan);
  }

  static Libraries libraries(TablePair pair, Elf freshElf, boolean making) {
    KnownAddresses known = new KnownAddresses(pair.oldElf(), pair.map());
    return new Libraries(
        pair.old(), pair.oldElf(), pair.fresh(), freshElf, known, pair.moves(), making);
  }

  private void code(TablePlan plan) {
    TablePlan.@Nullable Task exceptions = null;
    for (TablePlan.Task task : plan.tasks()) {
      switch (task.kind()) {
        case SYMBOLS -> symbols(task);
        case VERSIONS -> versions(task);
        case HASH -> hash(task);
        case RELOCATIONS -> relocations(task);
        case STUBS -> stubs(task);
        case SLOTS -> slots(task);
        case EXCEPTIONS -> exceptions = task;
        case FRAMES -> frames(task, exceptions);
        case FRAME_HEADER -> frameHeader(task);
      }
      if (task.kind() != TableKind.EXCEPTIONS) {
        libraries.map().use();
      }
    }
  }

  private Section old(TablePlan.Task task) {
    return libraries.oldElf().findSection(task.old()).orElseThrow();
  }

  private Section fresh(TablePlan.Task task) {
    return libraries.freshElf().sections().stream()
        .filter(Section::inFile)
        .filter(one -> one.offset() == task.offset() && one.size() == task.size())
        .findFirst()
        .orElseThrow(() -> new BadDelta("a table is no section"));
  }

  private static <T> T need(@Nullable T value) {
    if (value == null) {
      throw new BadDelta("a table needs another one");
    }
    return value;
  }

  private Section strings(Elf elf, Section table) {
    Optional<Section> strings =
        elf.findSection(table.link()).filter(one -> one.inFile() && one.size() < Strings.LONGEST);
    return strings.orElseThrow(() -> new BadDelta("a table of symbols has no names"));
  }

  private void symbols(TablePlan.Task task) {
    Section old = old(task);
    Section fresh = fresh(task);
    ByteBuffer out = Buffers.of(task.size());
    SymbolModel model =
        new SymbolModel(
            libraries,
            old,
            fresh,
            strings(libraries.oldElf(), old),
            strings(libraries.freshElf(), fresh));
    partners.put(fresh.index(), model.code(columns, out));
    if (fresh.type() == Section.DYNAMIC_SYMBOLS) {
      symbols.put(fresh.index(), out);
    }
    sink.table(task.offset(), out);
  }

  private void versions(TablePlan.Task task) {
    Section fresh = fresh(task);
    ByteBuffer out = Buffers.of(task.size());
    VersionModel.code(columns, libraries, old(task), fresh, need(partners.get(fresh.link())), out);
    sink.table(task.offset(), out);
  }

  private void hash(TablePlan.Task task) {
    Section fresh = fresh(task);
    ByteBuffer table = need(symbols.get(fresh.link()));
    Section holder = need(libraries.freshElf().findSection(fresh.link()).orElse(null));
    ByteBuffer out = Buffers.of(task.size());
    if (!HashModel.code(
        columns, libraries, old(task), fresh, table, strings(libraries.freshElf(), holder), out)) {
      throw new BadDelta("a table of hashes has another size");
    }
    sink.table(task.offset(), out);
  }

  private void relocations(TablePlan.Task task) {
    Section fresh = fresh(task);
    Section old = old(task);
    ByteBuffer out = Buffers.of(task.size());
    int[] known = partners.get(fresh.link());
    int[] moved = known == null ? new int[0] : inverse(known);
    int[] pairs = new RelocationModel(libraries, old, fresh, moved, slots).code(columns, out);
    if (fresh.name().equals(".rela.plt")) {
      stubRelocations = out;
      learnStubs(pairs, ".plt", libraries.oldElf().machine() == Machine.AARCH64 ? 32 : 16);
      learnStubs(pairs, ".plt.sec", 0);
    }
    sink.table(task.offset(), out);
  }

  /** The stubs of a section stand in the order of their relocations, behind a head. */
  private void learnStubs(int[] pairs, String name, int head) {
    Section old = libraries.oldElf().findSection(name).orElse(null);
    Section fresh = libraries.freshElf().findSection(name).orElse(null);
    for (int i = 0; old != null && fresh != null && i < pairs.length; i++) {
      if (pairs[i] != Alignment.NONE) {
        libraries
            .map()
            .learn(old.address() + head + 16L * pairs[i], fresh.address() + head + 16L * i);
      }
    }
  }

  /** By old symbol the new one, or -1. */
  private static int[] inverse(int[] partners) {
    int highest = Arrays.stream(partners).max().orElse(0);
    int[] moved = new int[highest + 1];
    Arrays.fill(moved, -1);
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] >= 0) {
        moved[partners[i]] = i;
      }
    }
    return moved;
  }

  private void stubs(TablePlan.Task task) {
    ByteBuffer out = Buffers.of(task.size());
    new LinkageModel(columns, libraries, fresh(task), need(stubRelocations)).stubs(out);
    sink.table(task.offset(), out);
  }

  private void slots(TablePlan.Task task) {
    ByteBuffer out = Buffers.of(task.size());
    Section stubs = need(libraries.freshElf().findSection(".plt").orElse(null));
    new LinkageModel(columns, libraries, fresh(task), need(stubRelocations)).slots(stubs, out);
    sink.table(task.offset(), out);
  }

  private void frames(TablePlan.Task task, TablePlan.@Nullable Task exceptionTask) {
    Section old = old(task);
    Section fresh = fresh(task);
    Frames records = need(Frames.parse(libraries.old(), old).orElse(null));
    ByteBuffer out = Buffers.of(task.size());
    if (exceptionTask == null) {
      new FrameModel(columns, libraries, neighbourhood, records, old, fresh, null, out).code();
    } else {
      ByteBuffer tables = Buffers.of(exceptionTask.size());
      ExceptionModel exceptions =
          new ExceptionModel(
              columns, libraries, neighbourhood, old(exceptionTask), fresh(exceptionTask), tables);
      new FrameModel(columns, libraries, neighbourhood, records, old, fresh, exceptions, out)
          .code();
      exceptions.rest();
      sink.table(exceptionTask.offset(), tables);
    }
    this.frames = out;
    framesSection = fresh;
    sink.table(task.offset(), out);
  }

  private void frameHeader(TablePlan.Task task) {
    sink.table(
        task.offset(),
        FrameHeaderModel.make(
                ArrayBytes.of(need(frames).array()), need(framesSection).at(0), fresh(task))
            .orElseThrow(() -> new BadDelta("an index of unwinding has another size")));
  }
}
