package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.code.References;
import dev.ferry.delta.elf.Elf;

/**
 * The references of one piece of a copy: first they are blanked, then, when what differs in the
 * rest is known, their fields are coded. Making and applying use it alike.
 */
public final class ReferencePiece {
  private final Bytes old;
  private final Elf oldElf;
  private final Elf newElf;
  private final References references;
  private final LearntTargets targets;
  private final Corrections corrections;

  private int first;
  private int last;
  private long oldPlace;

  /**
   * The references of a pair of libraries.
   *
   * @param references those of the old one
   * @param map where addresses went, before any reference tells
   */
  public ReferencePiece(Pair pair, References references, AddressMap map, Corrections corrections) {
    this.old = pair.old();
    this.oldElf = pair.oldElf();
    this.newElf = pair.newElf();
    this.references = references;
    this.corrections = corrections;
    targets = new LearntTargets(map);
  }

  /**
   * Turns to a piece: references that lie in it whole.
   *
   * @param length the bytes of the copy from here on that would be welcome
   * @return how many of them make the piece, so that none of its references is cut, unless by the
   *     end of the copy
   */
  public int turnTo(long place, int length, boolean copyGoesOn) {
    oldPlace = place;
    first = references.firstFrom(place);
    last = references.firstFrom(place + length);
    if (last > first && end(last - 1) > place + length) {
      last--;
      return copyGoesOn ? (int) (references.place(last) - place) : length;
    }
    return length;
  }

  private long end(int reference) {
    return references.place(reference) + (long) references.kind(reference).width();
  }

  /** Blanks the piece's references in an array that begins with it. */
  public void blank(byte[] piece) {
    for (int i = first; i < last; i++) {
      Blanks.blank(references.kind(i), piece, (int) (references.place(i) - oldPlace));
    }
  }

  /**
   * Codes the piece's references.
   *
   * @param actual the new bytes, where a delta is made
   * @param piece the new bytes with blanked references; receives the fields
   * @param newPlace where the piece begins in the new file
   */
  public void code(byte[] actual, byte[] piece, long newPlace) {
    for (int i = first; i < last; i++) {
      ReferenceKind kind = references.kind(i);
      int at = (int) (references.place(i) - oldPlace);
      long field = kind.field(Words.read(actual, at, kind.width()));
      long coded = code(i, kind, newPlace + at, field);
      long word = Words.read(piece, at, kind.width());
      Words.write(piece, at, kind.width(), kind.insert(word, coded));
    }
  }

  private long code(int i, ReferenceKind kind, long newPlace, long actual) {
    long place = references.place(i);
    long base = references.base(i);
    long field = kind.field(word(place, kind));
    long target = kind.tellsTarget() ? kind.target(field, address(oldElf, place), base) : base;
    long newAddress = address(newElf, newPlace);
    long newBase = kind.tellsTarget() && kind.hasBase() ? targets.map(base) : 0;
    long expected = kind.fieldOf(targets.map(target), newAddress, newBase);
    long coded = corrections.code(kind, expected, actual);
    if (kind.tellsTarget()) {
      targets.learn(target, kind.target(coded, newAddress, newBase));
    }
    return coded;
  }

  private long word(long place, ReferenceKind kind) {
    return kind.width() == Integer.BYTES ? old.intAt(place) & 0xffffffffL : old.longAt(place);
  }

  private static long address(Elf elf, long place) {
    long address = elf.address(place);
    return address == Elf.NOWHERE ? place : address;
  }
}
