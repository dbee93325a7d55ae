package dev.ferry.delta.code.x86;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.code.ReferenceSink;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Section;
import java.util.Arrays;

/** Finds the references of one section of x86-64 code. */
public final class CodeReferences {
  private static final int PIECE = 1 << 16;

  private final Bytes file;
  private final Section section;
  private final ReferenceSink sink;
  private final TableStarts tables;
  private final Span code;
  private final Span loaded;
  private final Instruction instruction = new Instruction();
  private final byte[] buffer = new byte[PIECE + Instruction.REACH];

  private CodeReferences(
      Bytes file, Elf elf, Section section, TableStarts tables, ReferenceSink sink) {
    this.file = file;
    this.section = section;
    this.sink = sink;
    this.tables = tables;
    code = Span.ofCode(elf);
    loaded = Span.ofAll(elf);
  }

  /**
   * Sends the references of an executable section, by rising place.
   *
   * @param tables takes the addresses that instructions load
   */
  public static void find(
      Bytes file, Elf elf, Section section, TableStarts tables, ReferenceSink sink) {
    new CodeReferences(file, elf, section, tables, sink).find();
  }

  private void find() {
    long from = section.offset();
    long end = from + section.size();
    while (from < end) {
      int length = (int) Math.min(buffer.length, end - from);
      file.copy(from, buffer, 0, length);
      Arrays.fill(buffer, length, buffer.length, (byte) 0);
      from += piece(from, Math.min(length, PIECE), length);
    }
  }

  /** Reads the instructions that begin before {@code limit}; returns where the next one begins. */
  private int piece(long from, int limit, int length) {
    int place = 0;
    while (place < limit) {
      int bytes = instruction.read(buffer, place);
      if (bytes == 0 || place + bytes > length) {
        place++;
        continue;
      }
      int distance = instruction.distanceAt(place);
      ReferenceKind kind = instruction.kind();
      if (distance >= 0 && kind != null) {
        reference(from + place + distance, kind, word(place + distance));
      }
      place += bytes;
    }
    return place;
  }

  private void reference(long place, ReferenceKind kind, int word) {
    long address = section.address() + (place - section.offset());
    long target = kind.target(word, address, 0);
    if (!(kind == ReferenceKind.REL32 ? code : loaded).holds(target)) {
      return;
    }
    sink.reference(place, kind, target, 0);
    if (instruction.loadsAddress()) {
      tables.add(target);
    }
  }

  private int word(int at) {
    return (buffer[at] & 0xff)
        | (buffer[at + 1] & 0xff) << 8
        | (buffer[at + 2] & 0xff) << 16
        | buffer[at + 3] << 24;
  }
}
