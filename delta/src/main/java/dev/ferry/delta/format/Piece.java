package dev.ferry.delta.format;

import dev.ferry.delta.deflate.Recompression;
import java.util.List;

/** A piece of the new file, or of content in it. */
public sealed interface Piece {
  /**
   * The next bytes of the pool, which have no counterpart.
   *
   * @param at where they begin in the pool
   */
  record Literal(long at, long size) implements Piece {}

  /**
   * The next bytes of the pool, and their counterpart, which is the next of the old pool.
   *
   * @param at where they begin in the pool
   */
  record Member(OldRef old, long at, long size) implements Piece {}

  /** Bytes of the old side as they are. */
  record OldRange(int volume, long place, long size) implements Piece {}

  /**
   * The next native library, made from an old one.
   *
   * @param number 0 for the first of the plan
   */
  record Library(OldRef old, int number, long size) implements Piece {}

  /**
   * A raw deflate stream.
   *
   * @param how it is made from its content
   * @param content what is compressed
   * @param trailer whether checksum and size of the content follow, as gzip has them (RFC 1952)
   */
  record Deflated(Recompression how, Piece content, boolean trailer) implements Piece {}

  /** Pieces one after another. */
  record Group(List<Piece> pieces) implements Piece {
    public Group {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * A zip.
   *
   * @param directory the number of its central directory with what follows it, among the skeletons
   * @param entries in the order of their data
   * @param lastGap bytes of the pool between the last data and the directory
   * @param endDerived whether size and place of the directory are put into the end record
   */
  record Zip(int directory, List<ZipEntry> entries, Literal lastGap, boolean endDerived)
      implements Piece {
    public Zip {
      entries = List.copyOf(entries);
    }
  }

  /**
   * The list of files of a wheel, {@code RECORD}: digests and sizes of entries that are made anew
   * are put in.
   *
   * @param text a {@link Literal} or a {@link Member}
   */
  record FileList(Piece text) implements Piece {}
}
