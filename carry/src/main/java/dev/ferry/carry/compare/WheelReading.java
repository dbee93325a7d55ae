package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.image.cargo.ExtentBytes;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelRecordReader;
import dev.ferry.scan.elf.ElfInspector;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/** Reads wheels of a bundle, each digest once. */
final class WheelReading {
  private static final int CHUNK = 1 << 20;

  private final WheelRecordReader reader;
  private final Progress.Task task;
  private final Map<Digest, OpenedWheel> read = new HashMap<>();

  /**
   * @param scratch an existing folder for large libraries while they are looked into
   * @param task is told bytes of wheels
   */
  WheelReading(Path scratch, Progress.Task task) {
    this.reader = new WheelRecordReader(new ElfInspector(), scratch);
    this.task = task;
  }

  /** A wheel whose bytes are those of its digest, and each of its members what RECORD says. */
  OpenedWheel read(Bundle bundle, PackageEntry entry) {
    Digest digest = entry.wheel().sha256();
    OpenedWheel known = read.get(digest);
    if (known != null) {
      task.advance(entry.wheel().size());
      return known;
    }
    ExtentBytes bytes = open(bundle, entry);
    try (RangedBytes counted = new CountedBytes(bytes, task)) {
      check(bundle, bytes, entry);
      OpenedWheel opened =
          OpenedWheel.of(
              reader.read(counted, digest, entry.file()), WheelArchive.open(bytes, entry.file()));
      read.put(digest, opened);
      return opened;
    }
  }

  /** The bytes of a wheel, which nobody has vouched for yet. */
  static ExtentBytes open(Bundle bundle, PackageEntry entry) {
    Extent extent =
        bundle.pieces().stream()
            .filter(piece -> isWheel(piece, entry))
            .findFirst()
            .flatMap(bundle::find)
            .orElseThrow(() -> absent(bundle, entry));
    if (extent.size() != entry.wheel().size()) {
      throw wrong(bundle, entry, "size", extent.size(), entry.wheel().size());
    }
    return new ExtentBytes(extent);
  }

  private static boolean isWheel(Piece piece, PackageEntry entry) {
    return piece.digest().equals(entry.wheel().sha256())
        && piece.path().equals(entry.wheel().path());
  }

  private void check(Bundle bundle, RangedBytes bytes, PackageEntry entry) {
    MessageDigest hash = Digest.sha256();
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, bytes.size()))];
    for (long at = 0; at < bytes.size(); at += chunk.length) {
      int count = (int) Math.min(chunk.length, bytes.size() - at);
      bytes.read(at, chunk, 0, count);
      hash.update(chunk, 0, count);
    }
    Digest got = Digest.from(hash.digest());
    if (!got.equals(entry.wheel().sha256())) {
      throw wrong(bundle, entry, "sha256", got.hex(), entry.wheel().sha256().hex());
    }
  }

  private static FerryException absent(Bundle bundle, PackageEntry entry) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot compare `%s`: `%s` is missing from the bundle",
                "无法比较 `%s`：包中缺少 `%s`", bundle.origin(), entry.wheel().path()))
        .hint(advice());
  }

  private static FerryException wrong(
      Bundle bundle, PackageEntry entry, String field, Object got, Object want) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot compare `%s`: `%s` of `%s` is not what the bundle says: got %s, want %s",
                "无法比较 `%1$s`：`%2$s`（`%3$s`）与包所述不符：得到 %4$s，应为 %5$s",
                bundle.origin(),
                field,
                entry.file(),
                got,
                want))
        .hint(advice());
  }

  private static Text advice() {
    return Text.of("`ferry verify` names every damaged file", "`ferry verify` 会列出每个损坏的文件");
  }
}
