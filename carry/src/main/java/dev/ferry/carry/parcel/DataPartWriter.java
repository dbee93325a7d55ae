package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Writes one data part in one pass; only the header is written last, at the beginning. */
final class DataPartWriter {
  private DataPartWriter() {}

  static void write(ParcelPlan plan, Path folder, int part, Progress.Task task) {
    PartLayout layout = plan.layout();
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[PartLayout.SLICE];
    try (StagedPart file =
        StagedPart.create(folder.resolve(layout.name(part)), PartLayout.stem(part))) {
      file.append(buffer, PartHeader.SIZE);
      task.advance(PartHeader.SIZE);
      if (layout.holdsManifest(part)) {
        append(file, digest, plan.packedManifest(), plan.packedManifest().length, task);
      }
      for (int stripe = 0; stripe < layout.slicesOf(part); stripe++) {
        int slice = layout.slice(part, stripe);
        read(plan, slice, buffer);
        append(file, digest, buffer, layout.sliceLength(slice), task);
      }
      file.seek(0);
      file.append(header(plan, part, Digest.from(digest.digest())).bytes(), PartHeader.SIZE);
      file.publish();
    }
  }

  private static void append(
      StagedPart file, MessageDigest digest, byte[] bytes, int length, Progress.Task task) {
    digest.update(bytes, 0, length);
    file.append(bytes, length);
    task.advance(length);
  }

  /** Reads a slice of the payload and makes sure that it is what the plan knows. */
  static void read(ParcelPlan plan, int slice, byte[] buffer) {
    long place = (long) slice * PartLayout.SLICE;
    int length = plan.layout().sliceLength(slice);
    plan.payload().read(place, buffer, length);
    MessageDigest digest = Digest.sha256();
    digest.update(buffer, 0, length);
    if (!plan.manifest().matches(slice, digest.digest())) {
      throw new FerryException(
              Failure.VERIFICATION,
              Text.of(
                  "`%s` changed while the parcel was written",
                  "写入包裹期间 `%s` 发生了变化", plan.payload().file(place)))
          .hint(Text.of("Export again", "请重新导出"));
    }
  }

  static PartHeader header(ParcelPlan plan, int part, Digest digest) {
    PartLayout layout = plan.layout();
    return new PartHeader(
        plan.id(),
        part,
        layout.dataParts(),
        layout.parityParts(),
        layout.holdsManifest(part) ? plan.packedManifest().length : 0,
        plan.tableSize(part),
        layout.contentLength(part),
        digest);
  }
}
