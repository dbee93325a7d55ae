package dev.ferry.delta.generate;

import dev.ferry.delta.format.Piece;
import java.util.ArrayList;
import java.util.List;

/** Pieces one after another; what follows on is joined. */
final class Pieces {
  private final List<Piece> all = new ArrayList<>();

  void add(Piece piece) {
    Piece last = all.isEmpty() ? null : all.getLast();
    if (piece instanceof Piece.Literal now && now.size() == 0) {
      return;
    }
    if (last instanceof Piece.OldRange before
        && piece instanceof Piece.OldRange now
        && now.volume() == before.volume()
        && now.place() == before.place() + before.size()) {
      all.set(
          all.size() - 1,
          new Piece.OldRange(before.volume(), before.place(), before.size() + now.size()));
    } else if (last instanceof Piece.Literal before
        && piece instanceof Piece.Literal now
        && now.at() == before.at() + before.size()) {
      all.set(all.size() - 1, new Piece.Literal(before.at(), before.size() + now.size()));
    } else {
      all.add(piece);
    }
  }

  Piece group() {
    return all.size() == 1 ? all.getFirst() : new Piece.Group(all);
  }
}
