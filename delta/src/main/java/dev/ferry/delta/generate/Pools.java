package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.bytes.MappedBytes;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.Plan;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What will be coded, gathered in the order of the plan. */
final class Pools {
  private final OldSide old;
  private final Kept oldPool;
  private final Kept freshPool;
  private final List<Pair> libraries = new ArrayList<>();
  private final List<Bytes> skeletons = new ArrayList<>();
  private final List<Optional<OldRef>> oldSkeletons = new ArrayList<>();
  private long copied;

  Pools(OldSide old, Scratch scratch) {
    this.old = old;
    this.oldPool = scratch.keep();
    this.freshPool = scratch.keep();
  }

  /** Content and its counterpart. */
  record Pair(Bytes old, Bytes fresh) {}

  Piece.Literal literal(Bytes bytes) throws IOException {
    Piece.Literal literal = new Piece.Literal(freshPool.size(), bytes.size());
    Copying.copy(bytes, freshPool);
    return literal;
  }

  Piece.Member member(OldRef counterpart, Bytes bytes) throws IOException {
    return member(counterpart, old.content(counterpart), bytes);
  }

  Piece.Member member(OldRef counterpart, Bytes oldBytes, Bytes bytes) throws IOException {
    Piece.Member member = new Piece.Member(counterpart, freshPool.size(), bytes.size());
    Copying.copy(bytes, freshPool);
    Copying.copy(oldBytes, oldPool);
    return member;
  }

  Piece.Library library(OldRef counterpart, Bytes oldBytes, Bytes bytes) {
    libraries.add(new Pair(oldBytes, bytes));
    return new Piece.Library(counterpart, libraries.size() - 1, bytes.size());
  }

  Piece.OldRange range(OldRef plain) {
    copied += plain.size();
    return new Piece.OldRange(plain.volume(), plain.place(), plain.size());
  }

  /** Keeps a place for a directory. */
  int skeleton() {
    skeletons.add(ArrayBytes.of(new byte[0]));
    oldSkeletons.add(Optional.empty());
    return skeletons.size() - 1;
  }

  /** Fills the place. */
  void skeleton(int number, Optional<OldRef> counterpart, byte[] bytes) {
    skeletons.set(number, ArrayBytes.of(bytes));
    oldSkeletons.set(number, counterpart);
  }

  List<Bytes> skeletons() {
    return skeletons;
  }

  List<Plan.Skeleton> skeletonPlan() {
    List<Plan.Skeleton> all = new ArrayList<>();
    for (int i = 0; i < skeletons.size(); i++) {
      all.add(new Plan.Skeleton(oldSkeletons.get(i), skeletons.get(i).size()));
    }
    return all;
  }

  /** Bytes of the new file that are in the old one as they are. */
  long copied() {
    return copied;
  }

  /** All pairs in the order in which they are coded: directories, pool, libraries. */
  List<Pair> pairs(Scratch scratch) throws IOException {
    Kept oldDirectories = scratch.keep();
    Kept freshDirectories = scratch.keep();
    for (int i = 0; i < skeletons.size(); i++) {
      Copying.copy(skeletons.get(i), freshDirectories);
      if (oldSkeletons.get(i).isPresent()) {
        old.write(oldSkeletons.get(i).get(), oldDirectories);
      }
    }
    List<Pair> all = new ArrayList<>();
    all.add(new Pair(oldDirectories.bytes(), freshDirectories.bytes()));
    all.add(new Pair(oldPool.bytes(), freshPool.bytes()));
    for (Pair library : libraries) {
      // What planning read of them shall not stay in memory until their turn comes.
      all.add(new Pair(MappedBytes.again(library.old()), MappedBytes.again(library.fresh())));
    }
    return all;
  }
}
