package dev.ferry.scan.elf;

import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.NativeInspector;
import dev.ferry.python.wheel.RangedBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Reads the facts of one ELF file. */
public final class ElfInspector implements NativeInspector {
  private static final int IDENTIFICATION = 16;

  @Override
  public Optional<NativeFacts> inspect(String path, RangedBytes content) {
    if (content.size() < IDENTIFICATION) {
      return Optional.empty();
    }
    ByteBuffer identification = ByteBuffer.wrap(content.read(0, IDENTIFICATION));
    if (identification.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(path, content, identification.get(4), identification.get(5)));
    } catch (ElfFault fault) {
      return Optional.of(NativeFacts.unreadable(String.valueOf(fault.getMessage())));
    }
  }

  /**
   * Names of the symbol versions that a library defines: {@code GLIBC_2.36}, {@code
   * GLIBCXX_3.4.30}.
   *
   * @return nothing for what is no ELF file, or cannot be read
   */
  public static List<String> definedVersions(RangedBytes content) {
    if (content.size() < IDENTIFICATION) {
      return List.of();
    }
    ByteBuffer identification = ByteBuffer.wrap(content.read(0, IDENTIFICATION));
    if (identification.getInt(0) != MAGIC) {
      return List.of();
    }
    try {
      Opened opened = open(content, identification.get(4), identification.get(5));
      return opened.segments.dynamic().isEmpty()
          ? List.of()
          : ElfDynamic.read(opened.in, opened.segments, opened.segments.dynamic().get())
              .definitions();
    } catch (ElfFault fault) {
      return List.of();
    }
  }

  /** A file whose header and program headers were read. */
  private record Opened(ElfInput in, int machine, ElfSegments segments) {}

  private static Opened open(RangedBytes content, int width, int data) throws ElfFault {
    if (width != 1 && width != 2) {
      throw new ElfFault("EI_CLASS", width, "1 or 2");
    }
    if (data != 1 && data != 2) {
      throw new ElfFault("EI_DATA", data, "1 or 2");
    }
    boolean wide = width == 2;
    ByteOrder order = data == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ElfInput in = new ElfInput(content, wide, order);
    ByteBuffer header = in.read("ELF header", 0, wide ? 64 : 52);
    header.position(IDENTIFICATION + 2);
    int machine = header.getShort() & 0xffff;
    header.getInt();
    in.word(header);
    long segmentsAt = in.word(header);
    in.word(header);
    header.getInt();
    header.getShort();
    int entrySize = header.getShort() & 0xffff;
    int count = header.getShort() & 0xffff;
    return new Opened(in, machine, ElfSegments.read(in, segmentsAt, entrySize, count));
  }

  private static NativeFacts read(String path, RangedBytes content, int width, int data)
      throws ElfFault {
    Opened opened = open(content, width, data);
    ElfSegments segments = opened.segments;
    NativeFacts empty =
        new NativeFacts(
            opened.machine,
            opened.in.wide() ? 64 : 32,
            data == 2,
            "",
            List.of(),
            List.of(),
            List.of(),
            segments.alignment(),
            false,
            segments.program(),
            "");
    return segments.dynamic().isEmpty()
        ? empty
        : withDynamic(
            empty, path, opened.in, ElfDynamic.read(opened.in, segments, segments.dynamic().get()));
  }

  private static NativeFacts withDynamic(
      NativeFacts empty, String path, ElfInput in, ElfDynamic dynamic) throws ElfFault {
    return new NativeFacts(
        empty.machine(),
        empty.bits(),
        empty.bigEndian(),
        dynamic.soname(),
        dynamic.needed(),
        dynamic.searchPaths(),
        dynamic.versions(),
        empty.alignment(),
        new ElfSymbols(in, dynamic).exports("PyInit_" + moduleName(path)),
        empty.program(),
        "");
  }

  /** The module that a file name promises: everything before the first dot. */
  private static String moduleName(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1);
    int dot = base.indexOf('.');
    return dot < 0 ? base : base.substring(0, dot);
  }
}
