package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.Moves;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Machine;
import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds which sections of a pair of libraries can be coded as tables. */
public final class TablePlanner {
  private static final int LEAST = 64;

  private static final Moves NO_MOVES =
      new Moves() {
        @Override
        public int count() {
          return 0;
        }

        @Override
        public long oldPlace(int i) {
          throw new IndexOutOfBoundsException(i);
        }

        @Override
        public long newPlace(int i) {
          throw new IndexOutOfBoundsException(i);
        }

        @Override
        public long length(int i) {
          throw new IndexOutOfBoundsException(i);
        }
      };

  private final Bytes old;
  private final Elf oldElf;
  private final Bytes fresh;
  private final Elf freshElf;
  private final List<TablePlan.Task> tasks = new ArrayList<>();

  private TablePlanner(Bytes old, Elf oldElf, Bytes fresh, Elf freshElf) {
    this.old = old;
    this.oldElf = oldElf;
    this.fresh = fresh;
    this.freshElf = freshElf;
  }

  /** A plan whose every table was made once and came out bit for bit. */
  public static TablePlan plan(Bytes old, Elf oldElf, Bytes fresh, Elf freshElf) {
    if (oldElf.machine() != freshElf.machine() || oldElf.machine() == Machine.OTHER) {
      return new TablePlan(List.of());
    }
    return new TablePlanner(old, oldElf, fresh, freshElf).plan();
  }

  private TablePlan plan() {
    for (Section section : freshElf.sections()) {
      if (section.inFile() && section.size() <= Buffers.LARGEST) {
        considerSymbols(section);
        considerRelocations(section);
      }
    }
    considerDependants();
    considerFrames();
    return new TablePlan(tasks);
  }

  private Optional<Section> partner(Section section) {
    return oldElf
        .findSection(section.name())
        .filter(one -> one.type() == section.type() && one.size() <= Buffers.LARGEST)
        .filter(one -> one.size() >= LEAST && section.size() >= LEAST);
  }

  private void add(TableKind kind, Section before, Section section) {
    tasks.add(new TablePlan.Task(kind, before.index(), section.offset(), section.size()));
  }

  private boolean isPlanned(TableKind kind, Section section) {
    return tasks.stream()
        .anyMatch(task -> task.kind() == kind && task.offset() == section.offset());
  }

  private static boolean isTable(Section section, int entry) {
    return section.entrySize() == entry && section.size() % entry == 0;
  }

  private void considerSymbols(Section section) {
    if (section.type() == Section.DYNAMIC_SYMBOLS || section.type() == Section.SYMBOLS) {
      partner(section)
          .filter(before -> isTable(before, SymbolModel.ENTRY) && hasNames(oldElf, before))
          .filter(before -> isTable(section, SymbolModel.ENTRY) && hasNames(freshElf, section))
          .ifPresent(before -> add(TableKind.SYMBOLS, before, section));
    }
  }

  private static boolean hasNames(Elf elf, Section table) {
    return elf.findSection(table.link())
        .filter(one -> one.inFile() && one.type() == Section.STRINGS)
        .filter(one -> one.size() < Strings.LONGEST)
        .isPresent();
  }

  private void considerRelocations(Section section) {
    if (section.type() == Section.RELOCATIONS && section.loaded()) {
      partner(section)
          .filter(before -> isTable(before, RelocationModel.ENTRY))
          .filter(before -> isTable(section, RelocationModel.ENTRY))
          .ifPresent(before -> add(TableKind.RELOCATIONS, before, section));
    }
  }

  private void considerDependants() {
    for (Section section : freshElf.sections()) {
      Optional<Section> before = partner(section);
      Optional<Section> linked = freshElf.findSection(section.link());
      boolean counted =
          linked.isPresent() && isPlanned(TableKind.SYMBOLS, linked.get()) && before.isPresent();
      if (counted && section.type() == Section.VERSIONS && section.size() % 2 == 0) {
        add(TableKind.VERSIONS, before.get(), section);
      } else if (counted && section.type() == Section.GNU_HASH) {
        considerHash(before.get(), section, linked.get());
      } else if (before.isPresent() && section.inFile()) {
        considerLinkage(before.get(), section);
      }
    }
  }

  private void considerHash(Section before, Section section, Section symbols) {
    Section names = freshElf.findSection(symbols.link()).orElseThrow();
    if (section.size() > Buffers.LARGEST) {
      return;
    }
    ByteBuffer out = Buffers.of(section.size());
    Libraries libraries = libraries();
    ByteBuffer table = bytes(symbols);
    if (HashModel.code(new Rehearsal(), libraries, before, section, table, names, out)
        && out.equals(bytes(section))) {
      add(TableKind.HASH, before, section);
    }
  }

  private void considerLinkage(Section before, Section section) {
    boolean stubs = section.name().equals(".plt");
    Optional<Section> relocations = freshElf.findSection(".rela.plt");
    Optional<Section> plt = freshElf.findSection(".plt");
    if ((!stubs && !section.name().equals(".got.plt"))
        || plt.isEmpty()
        || section.size() > Buffers.LARGEST
        || relocations.filter(one -> isPlanned(TableKind.RELOCATIONS, one)).isEmpty()) {
      return;
    }
    Misses misses = new Misses();
    ByteBuffer out = Buffers.of(section.size());
    LinkageModel model = new LinkageModel(misses, libraries(), section, bytes(relocations.get()));
    if (stubs) {
      model.stubs(out);
    } else {
      model.slots(plt.get(), out);
    }
    if (misses.count() * 16 < section.size() / 4) {
      add(stubs ? TableKind.STUBS : TableKind.SLOTS, before, section);
    }
  }

  private void considerFrames() {
    Optional<Section> section = freshElf.findSection(".eh_frame");
    Optional<Section> before = section.flatMap(this::partner);
    if (before.isEmpty()
        || section.get().size() > Buffers.LARGEST
        || Frames.parse(old, before.get()).isEmpty()
        || Frames.parse(fresh, section.get()).isEmpty()) {
      return;
    }
    Optional<Section> exceptions = freshElf.findSection(".gcc_except_table");
    Optional<Section> exceptionsBefore = exceptions.flatMap(this::partner);
    int planned = tasks.size();
    add(TableKind.FRAMES, before.get(), section.get());
    if (exceptionsBefore.isPresent() && exceptions.get().size() <= Buffers.LARGEST) {
      add(TableKind.EXCEPTIONS, exceptionsBefore.get(), exceptions.get());
    }
    if (!comesOut(tasks.subList(planned, tasks.size()))) {
      tasks.subList(planned, tasks.size()).clear();
      return;
    }
    considerFrameHeader(section.get());
  }

  private void considerFrameHeader(Section frames) {
    Optional<Section> header = freshElf.findSection(".eh_frame_hdr");
    Optional<Section> before = header.flatMap(this::partner);
    if (before.isPresent() && header.get().size() <= Buffers.LARGEST) {
      FrameHeaderModel.make(fresh, frames, header.get())
          .filter(made -> made.equals(bytes(header.get())))
          .ifPresent(made -> add(TableKind.FRAME_HEADER, before.get(), header.get()));
    }
  }

  /** Whether tables that are made by their rules have the bytes of the new file. */
  private boolean comesOut(List<TablePlan.Task> some) {
    boolean[] same = {true};
    Tables.rehearse(
        new TablePlan(some),
        libraries(),
        (offset, bytes) -> same[0] &= bytes.equals(bytes(offset, bytes.capacity())));
    return same[0];
  }

  private Libraries libraries() {
    TablePair pair = new TablePair(old, oldElf, fresh, address -> address, NO_MOVES);
    return Tables.libraries(pair, freshElf, true);
  }

  private ByteBuffer bytes(Section section) {
    return bytes(section.offset(), section.size());
  }

  private ByteBuffer bytes(long offset, long size) {
    return Buffers.copy(fresh, offset, size);
  }

  /** Counts what was not as expected. */
  private static final class Misses implements Columns {
    private long count;

    @Override
    public long code(StreamKind column, long expected, long actual) {
      count += expected == actual ? 0 : 1;
      return actual;
    }

    @Override
    public void code(StreamKind column, byte[] bytes, int from, int length) {}

    long count() {
      return count;
    }
  }
}
