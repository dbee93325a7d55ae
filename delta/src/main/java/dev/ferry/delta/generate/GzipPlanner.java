package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.GzipOutline;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.generate.OldSide.Region;
import dev.ferry.delta.generate.deflate.Inflated;
import dev.ferry.delta.generate.deflate.Inflation;
import dev.ferry.delta.scratch.Kept;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** Plans the members of a gzip file; what is not a member is plain. */
final class GzipPlanner {
  private static final long MOST_CONTENT = 1L << 36;
  private static final int TRAILER = 8;

  private final Planner planner;
  private final Bytes gzip;
  private final Optional<Region> region;
  private final int depth;
  private final Pieces pieces = new Pieces();
  private long at;
  private long oldAt;

  private GzipPlanner(Planner planner, Bytes gzip, Optional<Region> region, int depth) {
    this.planner = planner;
    this.gzip = gzip;
    this.region = region;
    this.depth = depth;
  }

  static Optional<Piece> findPlan(Planner planner, Bytes gzip, Optional<Region> region, int depth)
      throws IOException {
    GzipPlanner plan = new GzipPlanner(planner, gzip, region, depth);
    boolean any = false;
    while (plan.member()) {
      any = true;
    }
    if (!any) {
      return Optional.empty();
    }
    plan.literal(plan.at, gzip.size());
    return Optional.of(plan.pieces.group());
  }

  private boolean member() throws IOException {
    long start = GzipOutline.headerEnd(gzip, at);
    if (start < 0) {
      return false;
    }
    Kept kept = planner.scratch().keep();
    Optional<Inflated> inflated = Inflation.inflate(gzip, start, gzip.size(), MOST_CONTENT, kept);
    if (inflated.isEmpty()) {
      kept.forget();
      return false;
    }
    Bytes content = kept.bytes();
    long end = start + inflated.get().compressed();
    Optional<Recompression> how = planner.probe().find(gzip.slice(start, end - start), content);
    if (how.isEmpty()) {
      return false;
    }
    literal(at, start);
    boolean trailer = hasTrailer(content, end);
    Piece inner = planner.plan(content, oldMember(), depth + 1);
    pieces.add(new Piece.Deflated(how.get(), inner, trailer));
    at = end + (trailer ? TRAILER : 0);
    return true;
  }

  /** The content of the next member of the old file. */
  private Optional<OldRef> oldMember() throws IOException {
    if (region.isEmpty()) {
      return Optional.empty();
    }
    Bytes old = planner.old().bytes(region.get());
    long start = GzipOutline.headerEnd(old, oldAt);
    if (start < 0) {
      return Optional.empty();
    }
    Optional<Inflated> inflated =
        Inflation.inflate(old, start, old.size(), MOST_CONTENT, OutputStream.nullOutputStream());
    if (inflated.isEmpty()) {
      return Optional.empty();
    }
    Inflated got = inflated.get();
    oldAt = start + got.compressed() + TRAILER;
    return Optional.of(region.get().deflated(start, got.compressed(), got.size()));
  }

  private boolean hasTrailer(Bytes content, long end) throws IOException {
    if (end + TRAILER > gzip.size()) {
      return false;
    }
    CRC32 crc = new CRC32();
    Copying.copy(content, new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
    return gzip.intAt(end) == (int) crc.getValue() && gzip.intAt(end + 4) == (int) content.size();
  }

  private void literal(long from, long to) throws IOException {
    pieces.add(planner.pools().literal(gzip.slice(from, to - from)));
  }
}
