package dev.ferry.carry.parcel;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;

/** Decides how many parts there are, as equal as whole slices allow. */
final class PartCutter {
  /** Bytes in a table of slice digests besides the digests. */
  static final int TABLE_END = ParcelManifest.DIGEST;

  private static final int SLICE = PartLayout.SLICE;

  private final long payload;
  private final long front;
  private final PartOptions options;

  private PartCutter(long payload, long front, PartOptions options) {
    this.payload = payload;
    this.front = front;
    this.options = options;
  }

  /**
   * Cuts a payload.
   *
   * @param manifest most bytes that the packed manifest has
   * @throws FerryException of kind REFUSED where it cannot be cut so
   */
  static PartLayout cut(long payload, long manifest, PartOptions options) {
    if (payload > PartLayout.LARGEST_PAYLOAD) {
      throw refused(
          Text.of(
              "Cannot make a parcel of %s: the most is 256 GiB",
              "无法生成 %s 的包裹：上限为 256 GiB", new DataSize(payload)));
    }
    return new PartCutter(payload, PartHeader.SIZE + manifest, options).cut();
  }

  private PartLayout cut() {
    int tableEntry = options.parityPercent() > 0 ? ParcelManifest.DIGEST : 0;
    long tableEnd = options.parityPercent() > 0 ? TABLE_END : 0;
    long room = options.partSize() - front - tableEnd;
    long slices = (payload + SLICE - 1) / SLICE;
    if (payload + slices * tableEntry <= room) {
      return layout(payload, 1);
    }
    long perPart = room / (SLICE + tableEntry);
    if (perPart < 1) {
      throw refused(
              Text.of(
                  "Cannot make parts of at most %d bytes: the manifest and one slice take %d",
                  "无法生成不超过 %d 字节的分卷：清单加一个切片需要 %d 字节",
                  options.partSize(),
                  front + tableEnd + tableEntry + SLICE))
          .hint(Text.of("Choose a larger `--part-size`", "请加大 `--part-size`"));
    }
    long parts = (slices + perPart - 1) / perPart;
    long balanced = (slices + parts - 1) / parts;
    return layout(balanced * SLICE, (payload + balanced * SLICE - 1) / (balanced * SLICE));
  }

  private PartLayout layout(long partSize, long parts) {
    long parity = (parts * options.parityPercent() + 99) / 100;
    if (parity > 0 && parts + parity > PartLayout.MOST_PARTS_WITH_PARITY) {
      throw tooMany(parts, parity);
    }
    if (parts > PartLayout.MOST_PARTS) {
      throw refused(
              Text.of(
                  "Cannot make %d parts: the most is %d",
                  "无法生成 %d 个分卷：上限为 %d", parts, PartLayout.MOST_PARTS))
          .hint(Text.of("Choose a larger `--part-size`", "请加大 `--part-size`"));
    }
    return new PartLayout(payload, partSize, (int) parts, (int) parity, options.suffix());
  }

  private FerryException tooMany(long parts, long parity) {
    long most =
        Math.max(1, PartLayout.MOST_PARTS_WITH_PARITY * 100L / (100 + options.parityPercent()));
    long slices = (payload / SLICE + most) / most;
    long size = front + TABLE_END + slices * (SLICE + ParcelManifest.DIGEST);
    return refused(
            Text.of(
                "Cannot make %d parts and %d of parity: parity covers at most %d parts together",
                "无法生成 %d 个分卷和 %d 个校验分卷：带校验时总数上限为 %d",
                parts,
                parity,
                PartLayout.MOST_PARTS_WITH_PARITY))
        .hint(
            Text.of(
                "Choose `--part-size %dM` or more, or `--parity 0%%`",
                "请使用 `--part-size %dM` 或更大，或 `--parity 0%%`", size / 1_000_000 + 1));
  }

  private static FerryException refused(Text text) {
    return new FerryException(Failure.REFUSED, text);
  }
}
