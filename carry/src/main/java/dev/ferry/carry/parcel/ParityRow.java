package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A parity part that is being written: the sum of the stripe, and what stands in the file so far.
 */
final class ParityRow implements AutoCloseable {
  private final ParcelPlan plan;
  private final int part;
  private final StagedPart file;
  private final Progress.Task task;
  private final byte[] table;
  private final byte[] sum = new byte[PartLayout.SLICE];
  private final MessageDigest digest = Digest.sha256();

  private ParityRow(ParcelPlan plan, int part, StagedPart file, Progress.Task task) {
    this.plan = plan;
    this.part = part;
    this.file = file;
    this.task = task;
    this.table = new byte[plan.tableSize(part)];
  }

  static ParityRow begin(ParcelPlan plan, Path folder, int part, Progress.Task task) {
    Path destination = folder.resolve(plan.layout().name(part));
    StagedPart file = StagedPart.create(destination, PartLayout.stem(part));
    ParityRow row = new ParityRow(plan, part, file, task);
    file.seek(PartHeader.SIZE);
    row.append(plan.packedManifest(), plan.packedManifest().length);
    return row;
  }

  /** The row of the code, from 0. */
  int number() {
    return part - plan.layout().dataParts() - 1;
  }

  /** What the slices of the stripe are added to. */
  byte[] sum() {
    return sum;
  }

  void endStripe(int stripe) {
    int length = plan.layout().stripeLength(stripe);
    byte[] slice = Digest.sha256().digest(length == sum.length ? sum : Arrays.copyOf(sum, length));
    System.arraycopy(slice, 0, table, stripe * slice.length, slice.length);
    append(sum, length);
    Arrays.fill(sum, (byte) 0);
  }

  void publish() {
    SliceTable.close(table, plan.id(), part);
    append(table, table.length);
    file.seek(0);
    PartHeader header = DataPartWriter.header(plan, part, Digest.from(digest.digest()));
    file.append(header.bytes(), PartHeader.SIZE);
    task.advance(PartHeader.SIZE);
    file.publish();
  }

  private void append(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    file.append(bytes, length);
    task.advance(length);
  }

  @Override
  public void close() {
    file.close();
  }
}
