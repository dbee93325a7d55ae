package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.container.Little;
import dev.ferry.delta.container.ZipValues;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.ZipEntry;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes one zip: headers follow from the directory and the data, the directory from both. */
final class ZipAssembler {
  private static final int MOST_DIRECTORY = 256 << 20;

  private final Assembler assembler;
  private final Parts parts;
  private final Piece.Zip zip;
  private final Assembler.Deflating deflating;
  private final Bytes directory;
  private final List<CentralEntry> central;
  private final byte[] fixed;
  private final FileLists lists;
  private long written;

  ZipAssembler(Assembler assembler, Parts parts, Piece.Zip zip, Assembler.Deflating deflating) {
    this.assembler = assembler;
    this.parts = parts;
    this.zip = zip;
    this.deflating = deflating;
    this.directory = parts.skeletons().get(zip.directory());
    if (directory.size() > MOST_DIRECTORY) {
      throw new BadDelta("a central directory has " + directory.size() + " bytes");
    }
    this.central = CentralEntry.leading(directory);
    this.fixed = new byte[(int) directory.size()];
    directory.copy(0, fixed, 0, fixed.length);
    this.lists = FileLists.of(assembler, zip, directory);
  }

  void write(OutputStream to) throws IOException {
    for (ZipEntry entry : zip.entries()) {
      put(entry.gap(), to);
      if (entry.traits().offset()) {
        Little.putInt(fixed, (int) at(entry).place() + CentralEntry.OFFSET, written);
      }
      if (entry.traits().values()) {
        writeAnew(entry, to);
      } else {
        ZipValues values = ZipValues.of(at(entry));
        header(entry, values, to);
        Counted counted = new Counted(to);
        assembler.write(entry.data(), lists, counted, deflating);
        written += counted.count();
        descriptor(entry, values, to);
      }
    }
    put(zip.lastGap(), to);
    end();
    to.write(fixed);
  }

  private void writeAnew(ZipEntry entry, OutputStream to) throws IOException {
    Rebuilt rebuilt =
        entry.data() instanceof Piece.Deflated deflated
            ? deflating.rebuilt(deflated, lists)
            : assembler.store(entry.data(), lists);
    rebuilt.values().putInto(fixed, (int) at(entry).place() + CentralEntry.CRC);
    header(entry, rebuilt.values(), to);
    Copying.copy(rebuilt.packed(), to);
    written += rebuilt.packed().size();
    descriptor(entry, rebuilt.values(), to);
  }

  private CentralEntry at(ZipEntry entry) {
    return central.get(entry.index());
  }

  private void header(ZipEntry entry, ZipValues values, OutputStream to) throws IOException {
    if (!entry.traits().header()) {
      put(entry.header(), to);
      return;
    }
    CentralEntry own = at(entry);
    byte[] first = new byte[CentralEntry.FIXED];
    directory.copy(own.place(), first, 0, first.length);
    ZipValues shown = entry.traits().zeroed() ? new ZipValues(0, 0, 0) : values;
    byte[] extra = entry.traits().sameExtra() ? own.extra(directory) : new byte[0];
    put(shown.localHeader(first, own.name(directory), extra), to);
  }

  private void descriptor(ZipEntry entry, ZipValues values, OutputStream to) throws IOException {
    put(values.descriptor(entry.traits().descriptor()), to);
  }

  /** Size and place of the directory, in the end record behind it (APPNOTE 4.3.16). */
  private void end() {
    if (!zip.endDerived()) {
      return;
    }
    int at = central.isEmpty() ? 0 : (int) central.getLast().end();
    if (at + 22 > fixed.length) {
      throw new BadDelta("a zip has no end record");
    }
    Little.putInt(fixed, at + 12, at);
    Little.putInt(fixed, at + 16, written);
  }

  private void put(Piece.Literal literal, OutputStream to) throws IOException {
    Copying.copy(parts.pool(), literal.at(), literal.size(), to);
    written += literal.size();
  }

  private void put(byte[] bytes, OutputStream to) throws IOException {
    to.write(bytes);
    written += bytes.length;
  }
}
