package dev.ferry.carry.parcel;

import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A parcel that can be written: what {@link ParcelWriter} does, known before it does it. */
public final class ParcelPlan {
  private final Payload payload;
  private final ParcelManifest manifest;
  private final byte[] packed;
  private final PartOptions options;
  private final List<Text> contents;

  ParcelPlan(Payload payload, ParcelManifest manifest, byte[] packed, PartOptions options) {
    this(payload, manifest, packed, options, List.of());
  }

  private ParcelPlan(
      Payload payload,
      ParcelManifest manifest,
      byte[] packed,
      PartOptions options,
      List<Text> contents) {
    this.payload = payload;
    this.manifest = manifest;
    this.packed = packed;
    this.options = options;
    this.contents = List.copyOf(contents);
  }

  /**
   * The same, which says in {@code README.txt} what it holds.
   *
   * @param lines that follow from the goods, for people
   */
  public ParcelPlan describedBy(List<Text> lines) {
    return new ParcelPlan(payload, manifest, packed, options, lines);
  }

  List<Text> contents() {
    return contents;
  }

  public ParcelId id() {
    return manifest.id();
  }

  public ParcelManifest manifest() {
    return manifest;
  }

  public PartLayout layout() {
    return manifest.layout();
  }

  /** Bytes of a part's file. */
  public long fileSize(int part) {
    return PartHeader.SIZE
        + (layout().holdsManifest(part) ? packed.length : 0)
        + (long) tableSize(part)
        + layout().contentLength(part);
  }

  /** Bytes of all part files. */
  public long bytes() {
    return bytes(allParts());
  }

  /** Bytes of some part files. */
  public long bytes(Set<Integer> parts) {
    return parts.stream().mapToLong(this::fileSize).sum();
  }

  /** Every part's number. */
  public Set<Integer> allParts() {
    Set<Integer> parts = new TreeSet<>();
    IntStream.rangeClosed(1, layout().parts()).forEach(parts::add);
    return parts;
  }

  /** What a person is told before anything is written. */
  public List<Text> summary() {
    PartLayout layout = layout();
    List<Text> lines = new ArrayList<>();
    lines.add(
        Text.of(
            "Parcel `%1$s`: %2$s on the medium, of which %3$s are goods",
            "包裹 `%1$s`：介质上占 %2$s，其中货物 %3$s",
            id().abbreviated(),
            new DataSize(bytes()),
            new DataSize(layout.payload())));
    lines.add(
        Text.of(
            "%1$s, no file above %2$s",
            "%1$s，单个文件不超过 %2$s",
            Text.count(layout.dataParts(), "data part", "个数据分卷"),
            new DataSize(allParts().stream().mapToLong(this::fileSize).max().orElse(0))));
    lines.add(parity());
    return lines;
  }

  private Text parity() {
    int parity = layout().parityParts();
    if (parity == 0) {
      return Text.of("No parity: every part has to arrive", "无校验分卷：所有分卷都必须送达");
    }
    return Text.of(
        "%1$s (`--parity %2$d%%`, rounded up to whole parts): any %3$d of the %4$d parts suffice",
        "%1$s（`--parity %2$d%%`，向上取整）：%4$d 个分卷中任意 %3$d 个即可",
        Text.count(parity, "parity part", "个校验分卷"),
        options.parityPercent(),
        layout().dataParts(),
        layout().parts());
  }

  Payload payload() {
    return payload;
  }

  byte[] packedManifest() {
    return packed;
  }

  int tableSize(int part) {
    return layout().isParity(part) ? SliceTable.size(layout().stripes()) : 0;
  }
}
