package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.References;
import dev.ferry.delta.code.find.ReferenceFinder;
import dev.ferry.delta.code.table.ColumnWriter;
import dev.ferry.delta.code.table.MaskedBytes;
import dev.ferry.delta.code.table.TablePlan;
import dev.ferry.delta.code.table.TablePlanner;
import dev.ferry.delta.code.table.Tables;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.generate.match.MatchOptions;
import dev.ferry.delta.generate.match.Matcher;
import dev.ferry.delta.member.Copies;
import dev.ferry.delta.member.Outline;
import dev.ferry.delta.member.Pair;
import dev.ferry.delta.member.ReferencePiece;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;
import java.util.Optional;

/** Writes a library of which the old side has an older one. */
final class NativeEncoder {
  private static final int PIECE = 1 << 16;

  private final Pair pair;
  private final Bytes fresh;
  private final Bytes masked;
  private final Outline outline;
  private final byte[] oldPiece = new byte[PIECE];
  private final byte[] newPiece = new byte[PIECE];
  private final byte[] blanked = new byte[PIECE];

  private NativeEncoder(Pair pair, Bytes fresh, Outline outline) {
    this.pair = pair;
    this.fresh = fresh;
    this.outline = outline;
    masked = MaskedBytes.of(fresh, pair.plan().freshRanges());
  }

  /** An encoder; empty where either file is no library, or not one of a known machine. */
  static Optional<NativeEncoder> find(Bytes old, Bytes fresh) {
    if (Math.max(old.size(), fresh.size()) > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    Optional<Elf> oldElf = Elf.find(old);
    Optional<Outline> outline = oldElf.isEmpty() ? Optional.empty() : Outline.of(fresh);
    Optional<Elf> newElf = outline.flatMap(Elf::find);
    if (newElf.isEmpty() || !isPair(oldElf.get(), newElf.get())) {
      return Optional.empty();
    }
    TablePlan plan = TablePlanner.plan(old, oldElf.get(), fresh, newElf.get());
    Pair pair = new Pair(old, oldElf.get(), newElf.get(), plan);
    return Optional.of(new NativeEncoder(pair, fresh, outline.get()));
  }

  private static boolean isPair(Elf old, Elf fresh) {
    return old.machine() == fresh.machine() && ReferenceFinder.knows(old);
  }

  /** The copies and what else is needed to write them. */
  record Matched(References oldReferences, Copies copies) {}

  Matched match(int threads) {
    References before = pair.references();
    References after =
        Pair.outside(ReferenceFinder.find(fresh, pair.newElf()), pair.plan().freshRanges());
    Copies copies =
        Matcher.match(
            new BlankedWindow(pair.masked(), before),
            new BlankedWindow(masked, after),
            MatchOptions.code(pair.old().size(), threads));
    return new Matched(before, copies);
  }

  void encode(Matched matched, StreamWriter out) {
    outline.write(pair.old(), out.stream(StreamKind.OUTLINE));
    pair.plan().write(out.stream(StreamKind.TABLE_PLAN));
    Copies copies = matched.copies();
    new CopyWriter(masked, out).write(copies);
    AddressMap known = writeTables(copies, out);
    CorrectionWriter corrections = new CorrectionWriter(out);
    ReferencePiece references =
        new ReferencePiece(pair, matched.oldReferences(), known, corrections);
    DifferenceWriter differences = new DifferenceWriter(out);
    Bytes old = pair.masked();
    for (int i = 0; i < copies.count(); i++) {
      writeCopy(old, copies, i, references, differences);
    }
    differences.end();
    corrections.end();
  }

  private AddressMap writeTables(Copies copies, StreamWriter out) {
    ColumnWriter columns = new ColumnWriter(out);
    AddressMap known =
        Tables.encode(pair.plan(), pair.tables(fresh, copies), pair.newElf(), columns);
    columns.end();
    return known;
  }

  private void writeCopy(
      Bytes old, Copies copies, int i, ReferencePiece references, DifferenceWriter differences) {
    long length = copies.length(i);
    for (long done = 0; done < length; ) {
      int most = (int) Math.min(length - done, PIECE);
      long place = copies.oldPlace(i) + done;
      int piece = references.turnTo(place, most, most < length - done);
      old.copy(place, oldPiece, 0, piece);
      masked.copy(copies.newPlace(i) + done, newPiece, 0, piece);
      System.arraycopy(newPiece, 0, blanked, 0, piece);
      references.blank(oldPiece);
      references.blank(blanked);
      differences.write(oldPiece, blanked, piece);
      references.code(newPiece, blanked, copies.newPlace(i) + done);
      done += piece;
    }
  }
}
