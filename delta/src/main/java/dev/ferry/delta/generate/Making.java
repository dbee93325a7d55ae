package dev.ferry.delta.generate;

import dev.ferry.delta.apply.ApplyLimits;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.bytes.MappedBytes;
import dev.ferry.delta.format.DeltaFile;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.format.Fingerprint;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.Plan;
import dev.ferry.delta.format.PlanWriter;
import dev.ferry.delta.generate.DeltaReport.StreamCost;
import dev.ferry.delta.generate.Packing.Packed;
import dev.ferry.delta.generate.Pools.Pair;
import dev.ferry.delta.generate.member.MemberEncoder;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One delta that is being made. */
final class Making {
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
    Path part = Files.createTempFile(to.toAbsolutePath().getParent(), ".delta-", ".part");
    try (Scratch scratch = Scratch.below(options.scratch(), Long.MAX_VALUE)) {
      Optional<DeltaReport> report = make(part, scratch);
      if (report.isPresent()) {
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      }
      return report;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Optional<DeltaReport> make(Path part, Scratch scratch) throws IOException {
    Bytes oldBytes = MappedBytes.open(oldFile);
    Bytes fresh = MappedBytes.open(freshFile);
    OldSide old = new OldSide(oldBytes, scratch);
    Pools pools = new Pools(old, scratch);
    Piece content;
    try (Workers workers = new Workers(options.threads())) {
      OldRef whole = OldRef.plain(0, 0, oldBytes.size());
      content = new Planner(old, pools, scratch, workers).plan(fresh, Optional.of(whole), 0);
    }
    List<Pair> pairs = pools.pairs(scratch);
    Plan plan = new Plan(old.opened(), pools.skeletonPlan(), content);
    List<Packed> packed = pack(plan, pools, pairs, scratch);
    DeltaHeader header =
        new DeltaHeader(
            DeltaFile.VERSION,
            fingerprint(List.of(oldBytes)),
            fingerprint(List.of(fresh)),
            fingerprint(pairs, Pair::old),
            fingerprint(pairs, Pair::fresh),
            Long.MAX_VALUE >> 1);
    long size = DeltaWriter.write(header, packed, part);
    if (size >= fresh.size()) {
      return Optional.empty();
    }
    DeltaHeader proved = prove(header, packed, part);
    long nativeCode = 0;
    for (Pair pair : pairs.subList(2, pairs.size())) {
      nativeCode += pair.fresh().size();
    }
    return Optional.of(
        new DeltaReport(proved, Files.size(part), costs(packed), pools.copied(), nativeCode));
  }

  private List<Packed> pack(Plan plan, Pools pools, List<Pair> pairs, Scratch scratch)
      throws IOException {
    Streams streams = new Streams(scratch);
    PlanWriter.write(plan, pools.skeletons(), streams);
    MemberEncoder encoder = new MemberEncoder(options.threads());
    long total = pairs.stream().mapToLong(pair -> pair.fresh().size()).sum();
    Text what = Text.of("Comparing `%s`", "比较 `%s`", freshFile.getFileName());
    try (Progress.Task task = progress.start(what, total)) {
      for (Pair pair : pairs) {
        if (pair.fresh().size() > 0) {
          encoder.encode(pair.old(), pair.fresh(), streams);
        }
        task.advance(pair.fresh().size());
      }
    }
    Packing packing = new Packing(scratch);
    List<Packed> packed = new ArrayList<>();
    for (Map.Entry<StreamKind, Bytes> stream : streams.written().entrySet()) {
      packed.add(packing.pack(stream.getKey(), stream.getValue()));
    }
    return packed;
  }

  /** Applies the delta, and writes it again with what that took. */
  private DeltaHeader prove(DeltaHeader header, List<Packed> packed, Path part) throws IOException {
    Path made = Files.createTempFile(options.scratch(), "proof-", ".part");
    try {
      ApplyLimits limits =
          new ApplyLimits(
              options.scratch(), header.fresh().size(), Long.MAX_VALUE, options.threads());
      long used = DeltaApplier.prove(oldFile, part, made, limits, progress);
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
    } finally {
      Files.deleteIfExists(made);
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

  private static Fingerprint fingerprint(List<Pair> pairs, Function<Pair, Bytes> side)
      throws IOException {
    return fingerprint(pairs.stream().map(side).toList());
  }

  private static Fingerprint fingerprint(List<Bytes> all) throws IOException {
    MessageDigest digest = Digest.sha256();
    long size = 0;
    OutputStream to = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
    for (Bytes bytes : all) {
      Copying.copy(bytes, to);
      size += bytes.size();
    }
    return new Fingerprint(Digest.from(digest.digest()), size);
  }
}
