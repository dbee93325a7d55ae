package dev.ferry.delta.generate;

import dev.ferry.delta.apply.ApplyLimits;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.MappedBytes;
import dev.ferry.delta.format.DeltaFile;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.Plan;
import dev.ferry.delta.format.PlanWriter;
import dev.ferry.delta.generate.DeltaReport.StreamCost;
import dev.ferry.delta.generate.Packing.Packed;
import dev.ferry.delta.generate.Pools.Pair;
import dev.ferry.delta.generate.deflate.DeflateProbe.Trust;
import dev.ferry.delta.generate.member.MemberEncoder;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One delta that is being made. */
final class Making {
  private static final long LARGE = 32 << 20;

  private final Path oldFile;
  private final Path freshFile;
  private final MakeOptions options;
  private final Progress progress;

  Making(Path oldFile, Path freshFile, MakeOptions options, Progress progress) {
    this.oldFile = oldFile;
    this.freshFile = freshFile;
    this.options = options;
    this.progress = progress;
  }

  Optional<DeltaReport> run(Path to) throws IOException {
    try {
      return run(to, Trust.BEGINNING);
    } catch (UnprovedException trusted) {
      return run(to, Trust.NOTHING_UNSEEN);
    }
  }

  private Optional<DeltaReport> run(Path to, Trust trust) throws IOException {
    Path part = Files.createTempFile(to.toAbsolutePath().getParent(), ".delta-", ".part");
    try (Scratch scratch = Scratch.below(options.scratch(), Long.MAX_VALUE)) {
      Optional<DeltaReport> report = make(part, scratch, trust);
      if (report.isPresent()) {
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      }
      return report;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Optional<DeltaReport> make(Path part, Scratch scratch, Trust trust) throws IOException {
    Coded coded = code(scratch, trust);
    MappedBytes.releaseUnused();
    long size = DeltaWriter.write(coded.header(), coded.streams(), part);
    if (size >= coded.header().fresh().size()) {
      return Optional.empty();
    }
    DeltaHeader proved = prove(coded.header(), coded.streams(), part, trust);
    return Optional.of(
        new DeltaReport(
            proved, Files.size(part), costs(coded.streams()), coded.copied(), coded.nativeCode()));
  }

  /** What a delta consists of, before it is proved. */
  private record Coded(DeltaHeader header, List<Packed> streams, long copied, long nativeCode) {}

  /** A plan, and what it needs coded, without the files that it came from. */
  private record Planned(Plan plan, List<Bytes> skeletons, Deque<Pair> pairs, long copied) {}

  private Coded code(Scratch scratch, Trust trust) throws IOException {
    Planned planned = plan(scratch, trust);
    MappedBytes.releaseUnused();
    long nativeCode = planned.pairs().stream().skip(2).mapToLong(pair -> pair.fresh().size()).sum();
    Streams streams = new Streams(scratch);
    PlanWriter.write(planned.plan(), planned.skeletons(), streams);
    Fingerprints opened = encode(planned.pairs(), streams);
    DeltaHeader header =
        new DeltaHeader(
            DeltaFile.VERSION,
            Fingerprints.of(oldFile),
            Fingerprints.of(freshFile),
            opened.old(),
            opened.fresh(),
            Long.MAX_VALUE >> 1);
    Packing packing = new Packing(scratch);
    List<Packed> packed = new ArrayList<>();
    for (Map.Entry<StreamKind, Bytes> stream : streams.written().entrySet()) {
      packed.add(packing.pack(stream.getKey(), stream.getValue()));
    }
    return new Coded(header, packed, planned.copied(), nativeCode);
  }

  private Planned plan(Scratch scratch, Trust trust) throws IOException {
    Bytes oldBytes = MappedBytes.open(oldFile);
    OldSide old = new OldSide(oldBytes, scratch);
    Pools pools = new Pools(old, scratch);
    try (Workers workers = new Workers(options.threads(), trust)) {
      OldRef whole = OldRef.plain(0, 0, oldBytes.size());
      Piece content =
          new Planner(old, pools, scratch, workers)
              .plan(MappedBytes.open(freshFile), Optional.of(whole), 0);
      Plan plan = new Plan(old.opened(), pools.skeletonPlan(), content);
      return new Planned(
          plan, pools.skeletons(), new ArrayDeque<>(pools.pairs(scratch)), pools.copied());
    }
  }

  private Fingerprints encode(Deque<Pair> pairs, Streams streams) throws IOException {
    Fingerprints opened = new Fingerprints();
    MemberEncoder encoder = new MemberEncoder(options.threads());
    long total = pairs.stream().mapToLong(pair -> pair.fresh().size()).sum();
    Text what = Text.of("Comparing `%s`", "比较 `%s`", freshFile.getFileName());
    try (Progress.Task task = progress.start(what, total)) {
      while (!pairs.isEmpty()) {
        long size = encode(pairs.remove(), encoder, streams, opened);
        task.advance(size);
        if (size > LARGE) {
          MappedBytes.releaseUnused();
        }
      }
    }
    return opened;
  }

  private static long encode(Pair pair, MemberEncoder encoder, Streams streams, Fingerprints opened)
      throws IOException {
    opened.add(pair.old(), pair.fresh());
    long size = pair.fresh().size();
    if (size > 0) {
      encoder.encode(pair.old(), pair.fresh(), streams);
    }
    return size;
  }

  /** Applies the delta, and writes it again with what that took. */
  private DeltaHeader prove(DeltaHeader header, List<Packed> packed, Path part, Trust trust)
      throws IOException {
    Path made = Files.createTempFile(options.scratch(), "proof-", ".part");
    Text proving = Text.of("Proving `%s`", "验证 `%s`", freshFile.getFileName());
    try {
      ApplyLimits limits =
          new ApplyLimits(
              options.scratch(), header.fresh().size(), Long.MAX_VALUE, options.threads());
      long used = DeltaApplier.prove(oldFile, part, made, limits, progress.called(proving));
      DeltaHeader proved =
          new DeltaHeader(
              header.version(),
              header.old(),
              header.fresh(),
              header.openedOld(),
              header.openedFresh(),
              used);
      DeltaWriter.write(proved, packed, part);
      return proved;
    } catch (FerryException wrong) {
      if (trust == Trust.BEGINNING) {
        throw new UnprovedException(wrong);
      }
      throw wrong;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** A deflated stream of which the beginning was seen is not what it seemed to be. */
  private static final class UnprovedException extends IOException {
    private static final long serialVersionUID = 1;

    UnprovedException(FerryException cause) {
      super(cause);
    }
  }

  private static List<StreamCost> costs(List<Packed> packed) {
    return packed.stream()
        .map(Packed::line)
        .map(
            line ->
                new StreamCost(line.kind().name(), line.method().name(), line.raw(), line.packed()))
        .sorted(Comparator.comparingLong(StreamCost::packed).reversed())
        .toList();
  }
}
