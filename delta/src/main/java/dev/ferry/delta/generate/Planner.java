package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.generate.OldSide.Region;
import dev.ferry.delta.generate.deflate.DeflateProbe;
import dev.ferry.delta.scratch.Scratch;
import java.io.IOException;
import java.util.Optional;

/** Plans content: opens what is a container, gathers what is not. */
final class Planner {
  private static final int MOST_DEPTH = 6;
  private static final int LEAST_LIBRARY = 64 << 10;
  private static final int ELF = 0x464c457f;

  private final OldSide old;
  private final Pools pools;
  private final Scratch scratch;
  private final Workers workers;

  Planner(OldSide old, Pools pools, Scratch scratch, Workers workers) {
    this.old = old;
    this.pools = pools;
    this.scratch = scratch;
    this.workers = workers;
  }

  OldSide old() {
    return old;
  }

  Pools pools() {
    return pools;
  }

  Scratch scratch() {
    return scratch;
  }

  Workers workers() {
    return workers;
  }

  /** For streams that are looked at one after another. */
  DeflateProbe probe() {
    return workers.own();
  }

  /** Plans content with the old content that it is compared with. */
  Piece plan(Bytes fresh, Optional<OldRef> counterpart, int depth) throws IOException {
    Optional<OldRef> same = findSame(fresh, counterpart);
    if (same.isPresent()) {
      return pools.range(same.get());
    }
    if (depth < MOST_DEPTH) {
      Optional<Piece> opened = findOpened(fresh, counterpart, depth);
      if (opened.isPresent()) {
        return opened.get();
      }
    }
    return leaf(fresh, counterpart);
  }

  private Optional<Piece> findOpened(Bytes fresh, Optional<OldRef> counterpart, int depth)
      throws IOException {
    if (!ContainerKind.find(fresh).isPresent()) {
      return Optional.empty();
    }
    Optional<Region> region =
        counterpart.isPresent() ? old.region(counterpart.get()) : Optional.empty();
    return switch (ContainerKind.find(fresh).get()) {
      case ZIP -> ZipPlanner.findPlan(this, fresh, region, depth);
      case GZIP -> GzipPlanner.findPlan(this, fresh, region, depth);
      case TAR -> TarPlanner.findPlan(this, fresh, region, depth);
    };
  }

  /** Plans content that is not opened. */
  Piece leaf(Bytes fresh, Optional<OldRef> counterpart) throws IOException {
    Optional<Bytes> content =
        counterpart.isEmpty() ? Optional.empty() : old.findContent(counterpart.get());
    if (content.isEmpty()) {
      return pools.literal(fresh);
    }
    return isLibrary(fresh) && isLibrary(content.get())
        ? pools.library(counterpart.get(), content.get(), fresh)
        : pools.member(counterpart.get(), content.get(), fresh);
  }

  private Optional<OldRef> findSame(Bytes fresh, Optional<OldRef> counterpart) {
    return counterpart.filter(
        ref ->
            !ref.deflated()
                && ref.size() == fresh.size()
                && Copying.equal(
                    fresh,
                    0,
                    old.bytes(new Region(ref.volume(), ref.place(), ref.size())),
                    0,
                    fresh.size()));
  }

  private static boolean isLibrary(Bytes bytes) {
    return bytes.size() >= LEAST_LIBRARY && bytes.intAt(0) == ELF;
  }
}
