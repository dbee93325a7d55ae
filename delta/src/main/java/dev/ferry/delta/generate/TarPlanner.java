package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.TarOutline;
import dev.ferry.delta.container.TarOutline.Member;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.generate.OldSide.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a tar: headers, contents and padding are pieces of their own. */
final class TarPlanner {
  private static final int SAMPLE = 64;

  private final Planner planner;
  private final Bytes tar;
  private final TarOutline outline;
  private final Optional<Region> region;
  private final Optional<Bytes> old;
  private final Counterparts<Member> counterparts;
  private final Map<Long, List<Member>> bySample = new HashMap<>();
  private final int depth;
  private final Pieces pieces = new Pieces();

  private TarPlanner(
      Planner planner, Bytes tar, TarOutline outline, Optional<Region> region, int depth) {
    this.planner = planner;
    this.tar = tar;
    this.outline = outline;
    this.region = region;
    this.depth = depth;
    this.old = region.map(planner.old()::bytes);
    List<Member> before = old.flatMap(TarOutline::find).map(TarOutline::members).orElse(List.of());
    this.counterparts = new Counterparts<>(before, Member::name, Member::size);
    for (Member member : before) {
      bySample
          .computeIfAbsent(sample(old.orElseThrow(), member), any -> new ArrayList<>(1))
          .add(member);
    }
  }

  static Optional<Piece> findPlan(Planner planner, Bytes tar, Optional<Region> region, int depth)
      throws IOException {
    Optional<TarOutline> outline = TarOutline.find(tar);
    return outline.isEmpty()
        ? Optional.empty()
        : Optional.of(new TarPlanner(planner, tar, outline.get(), region, depth).plan());
  }

  private Piece plan() throws IOException {
    long reached = 0;
    for (Member member : outline.members()) {
      Optional<Member> twin = findTwin(member);
      Optional<Member> like =
          twin.isPresent() ? twin : counterparts.find(member.name(), member.size());
      plain(reached, member.data(), like.map(one -> at(one.header(), one.data())));
      Bytes content = tar.slice(member.data(), member.size());
      Optional<OldRef> counterpart = like.map(one -> at(one.data(), one.data() + one.size()));
      pieces.add(planner.plan(content, counterpart, depth + 1));
      reached = member.data() + member.size();
    }
    plain(reached, tar.size(), Optional.empty());
    return pieces.group();
  }

  /** Headers and padding: as before, or like before, or new. */
  private void plain(long from, long to, Optional<OldRef> before) throws IOException {
    Bytes bytes = tar.slice(from, to - from);
    // The padding of the member before is in front of a header, on the old side as well.
    Optional<OldRef> like = before.flatMap(ref -> findLonger(ref, bytes.size()));
    if (like.isPresent() && equal(bytes, like.get())) {
      pieces.add(planner.pools().range(like.get()));
    } else if (before.isPresent() && bytes.size() > 0) {
      pieces.add(planner.pools().member(before.get(), bytes));
    } else {
      pieces.add(planner.pools().literal(bytes));
    }
  }

  /** The range that ends where the given one does. */
  private Optional<OldRef> findLonger(OldRef ref, long size) {
    long place = ref.end() - size;
    return place < region.orElseThrow().place()
        ? Optional.empty()
        : Optional.of(OldRef.plain(ref.volume(), place, size));
  }

  private boolean equal(Bytes bytes, OldRef ref) {
    long from = ref.place() - region.orElseThrow().place();
    return Copying.equal(bytes, 0, old.orElseThrow(), from, bytes.size());
  }

  private OldRef at(long from, long to) {
    return region.orElseThrow().plain(from, to - from);
  }

  private Optional<Member> findTwin(Member member) {
    if (member.size() == 0) {
      return Optional.empty();
    }
    Optional<Member> found = Optional.empty();
    for (Member one : bySample.getOrDefault(sample(tar, member), List.of())) {
      if (one.size() == member.size()
          && (found.isEmpty() || one.name().equals(member.name()))
          && Copying.equal(tar, member.data(), old.orElseThrow(), one.data(), one.size())) {
        found = Optional.of(one);
      }
    }
    return found;
  }

  /** A number that differs where size or first bytes do. */
  private static long sample(Bytes bytes, Member member) {
    long hash = member.size();
    for (long i = 0; i < Math.min(SAMPLE, member.size()); i++) {
      hash = hash * 0x9e3779b97f4a7c15L + bytes.unsigned(member.data() + i);
    }
    return hash;
  }
}
