package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.References;
import dev.ferry.delta.code.find.ReferenceFinder;
import dev.ferry.delta.code.table.ColumnReader;
import dev.ferry.delta.code.table.TablePlan;
import dev.ferry.delta.code.table.Tables;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.IOException;
import java.io.OutputStream;

/** Makes a library of new bytes and copies, and predicts the references in the copies. */
final class NativeDecoder {
  private static final int PIECE = 1 << 16;
  private static final Corrections NOTHING = (kind, expected, actual) -> expected;

  private final Bytes old;
  private final StreamReader in;
  private final Scratch scratch;
  private final byte[] buffer = new byte[PIECE];

  NativeDecoder(Bytes old, StreamReader in, Scratch scratch) {
    this.old = old;
    this.in = in;
    this.scratch = scratch;
  }

  void decode(long size, OutputStream to) throws IOException {
    Pair pair = pair(size);
    Copies copies = copies(size);
    References references = pair.references();
    Kept kept = scratch.keep();
    try (kept) {
      writeBlanked(pair, references, copies, size, kept);
    }
    Bytes blanked = kept.bytes();
    TableOverlay tables = new TableOverlay();
    AddressMap known =
        Tables.decode(pair.plan(), pair.tables(blanked, copies), new ColumnReader(in), tables);
    CorrectionReader corrections = new CorrectionReader(in);
    writeReferences(
        blanked, copies, new ReferencePiece(pair, references, known, corrections), tables.over(to));
    corrections.end();
  }

  /** Writes all but tables and references. */
  private void writeBlanked(Pair pair, References found, Copies copies, long size, OutputStream to)
      throws IOException {
    ReferencePiece references = new ReferencePiece(pair, found, address -> address, NOTHING);
    Differences differences = new Differences(in);
    Bytes masked = pair.masked();
    long done = 0;
    for (int i = 0; i < copies.count(); i++) {
      writeNew(copies.newPlace(i) - done, to);
      writeCopy(masked, copies, i, references, differences, to);
      done = copies.newPlace(i) + copies.length(i);
    }
    writeNew(size - done, to);
    differences.end();
  }

  /** Writes a file with the references of its copies. */
  private void writeReferences(
      Bytes blanked, Copies copies, ReferencePiece references, OutputStream to) throws IOException {
    long done = 0;
    for (int i = 0; i < copies.count(); i++) {
      write(blanked, done, copies.newPlace(i), to);
      long length = copies.length(i);
      for (long part = 0; part < length; ) {
        int most = (int) Math.min(length - part, PIECE);
        int piece = references.turnTo(copies.oldPlace(i) + part, most, most < length - part);
        blanked.copy(copies.newPlace(i) + part, buffer, 0, piece);
        references.code(buffer, buffer, copies.newPlace(i) + part);
        to.write(buffer, 0, piece);
        part += piece;
      }
      done = copies.newPlace(i) + length;
    }
    write(blanked, done, blanked.size(), to);
  }

  private void write(Bytes from, long start, long end, OutputStream to) throws IOException {
    for (long done = start; done < end; ) {
      int piece = (int) Math.min(end - done, PIECE);
      from.copy(done, buffer, 0, piece);
      to.write(buffer, 0, piece);
      done += piece;
    }
  }

  private Pair pair(long size) {
    Elf fresh =
        Elf.find(Outline.read(old, in.stream(StreamKind.OUTLINE), size))
            .orElseThrow(() -> new BadDelta("the outline of a library is none"));
    Elf before = Elf.find(old).orElseThrow(() -> new BadDelta("the old member is not a library"));
    if (!ReferenceFinder.knows(before) || old.size() > Integer.MAX_VALUE) {
      throw new BadDelta("the old member is not a library that is looked into");
    }
    return new Pair(
        old, before, fresh, TablePlan.read(in.stream(StreamKind.TABLE_PLAN), before, size));
  }

  /** All copies, before the first byte: where code went says what its references are now. */
  private Copies copies(long size) {
    Copies copies = new Copies();
    Frame frame = new Frame(in, old.size(), size);
    long done = 0;
    do {
      done += frame.newBytes();
      if (frame.rest() > 0) {
        frame.copy();
        copies.add(frame.place(), done, frame.length());
        done += frame.length();
      }
      if (copies.count() > Copies.MOST) {
        throw new BadDelta("a library has more than " + Copies.MOST + " copies");
      }
    } while (frame.rest() > 0);
    return copies;
  }

  private void writeNew(long length, OutputStream to) throws IOException {
    for (long rest = length; rest > 0; ) {
      int piece = (int) Math.min(rest, PIECE);
      in.stream(StreamKind.NEW_BYTES).next(buffer, 0, piece);
      to.write(buffer, 0, piece);
      rest -= piece;
    }
  }

  private void writeCopy(
      Bytes masked,
      Copies copies,
      int i,
      ReferencePiece references,
      Differences differences,
      OutputStream to)
      throws IOException {
    long length = copies.length(i);
    for (long done = 0; done < length; ) {
      int most = (int) Math.min(length - done, PIECE);
      long place = copies.oldPlace(i) + done;
      int piece = references.turnTo(place, most, most < length - done);
      masked.copy(place, buffer, 0, piece);
      references.blank(buffer);
      differences.add(buffer, piece);
      to.write(buffer, 0, piece);
      done += piece;
    }
  }
}
