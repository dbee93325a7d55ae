package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.Little;
import dev.ferry.delta.container.ZipValues;
import dev.ferry.delta.deflate.Recompressor;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** Puts pieces together. Safe for several threads, each with its own output. */
final class Assembler {
  private final Parts parts;
  private final Scratch scratch;
  private final Recompressor recompressor = Recompressor.here();

  Assembler(Parts parts, Scratch scratch) {
    this.parts = parts;
    this.scratch = scratch;
  }

  /** Gives what was deflated, now or earlier. */
  interface Deflating {
    Rebuilt rebuilt(Piece.Deflated piece, FileLists lists) throws IOException;
  }

  /** Writes a piece; deflates what has to be deflated at once. */
  void write(Piece piece, FileLists lists, OutputStream to) throws IOException {
    write(piece, lists, to, this::deflate);
  }

  /** Writes a piece. */
  void write(Piece piece, FileLists lists, OutputStream to, Deflating deflating)
      throws IOException {
    switch (piece) {
      case Piece.Literal literal -> Copying.copy(parts.pool(), literal.at(), literal.size(), to);
      case Piece.Member member -> Copying.copy(parts.pool(), member.at(), member.size(), to);
      case Piece.Library library -> Copying.copy(parts.libraries().get(library.number()), to);
      case Piece.OldRange range ->
          Copying.copy(parts.volumes().volume(range.volume()), range.place(), range.size(), to);
      case Piece.Group group -> {
        for (Piece part : group.pieces()) {
          write(part, lists, to, deflating);
        }
      }
      case Piece.FileList list -> lists.write(content(list.text(), lists), to);
      case Piece.Deflated deflated -> {
        Rebuilt rebuilt = deflating.rebuilt(deflated, lists);
        Copying.copy(rebuilt.packed(), to);
        if (deflated.trailer()) {
          to.write(trailer(rebuilt.values()));
        }
      }
      case Piece.Zip zip -> new ZipAssembler(this, parts, zip, deflating).write(to);
    }
  }

  private static byte[] trailer(ZipValues values) {
    byte[] trailer = new byte[8];
    Little.putInt(trailer, 0, values.crc());
    Little.putInt(trailer, 4, values.size());
    return trailer;
  }

  /** Deflates. */
  Rebuilt deflate(Piece.Deflated piece, FileLists lists) throws IOException {
    Bytes content = content(piece.content(), lists);
    Kept kept = scratch.keep();
    recompressor.write(piece.how(), content, kept);
    return new Rebuilt(kept.bytes(), new ZipValues(checksum(content), kept.size(), content.size()));
  }

  /** What is not deflated, with its values. */
  Rebuilt store(Piece piece, FileLists lists) throws IOException {
    Bytes content = content(piece, lists);
    return new Rebuilt(content, new ZipValues(checksum(content), content.size(), content.size()));
  }

  /** A piece at once, in a scratch file where it is not anywhere yet. */
  Bytes content(Piece piece, FileLists lists) throws IOException {
    return switch (piece) {
      case Piece.Literal literal -> parts.pool().slice(literal.at(), literal.size());
      case Piece.Member member -> parts.pool().slice(member.at(), member.size());
      case Piece.Library library -> parts.libraries().get(library.number());
      case Piece.OldRange range ->
          parts.volumes().volume(range.volume()).slice(range.place(), range.size());
      default -> {
        Kept kept = scratch.keep();
        write(piece, lists, kept);
        yield kept.bytes();
      }
    };
  }

  private static int checksum(Bytes content) throws IOException {
    CRC32 crc = new CRC32();
    Copying.copy(content, new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
    return (int) crc.getValue();
  }
}
