package dev.ferry.carry.parcel;

import dev.ferry.model.Text;

/** Whether a file can be the part that it says it is, by the manifest. */
final class FileJudge {
  private FileJudge() {}

  /** Whether its slices can be used; if not, that is noted. */
  static boolean isUsable(PartFile file, ParcelManifest manifest) {
    PartLayout layout = manifest.layout();
    boolean fits =
        file.findHeader().map(header -> fits(header, layout)).orElse(file.part() <= layout.parts());
    if (!fits) {
      file.fault(
          Text.of(
              "its header says other numbers or sizes of parts than the manifest",
              "其头部所述的分卷数量或大小与清单不符"));
      return false;
    }
    if (layout.isParity(file.part())
        && file.findTable().isEmpty()
        && !TableReader.read(file, manifest)) {
      file.fault(
          Text.of(
              "part %d: its table of digests is damaged, so no slice of it can be used",
              "第 %d 卷：摘要表已损坏，其切片均无法使用", file.part()));
      return false;
    }
    return true;
  }

  private static boolean fits(PartHeader header, PartLayout layout) {
    int part = header.part();
    return header.dataParts() == layout.dataParts()
        && header.parityParts() == layout.parityParts()
        && header.content() == layout.contentLength(part)
        && header.table() == (layout.isParity(part) ? SliceTable.size(layout.stripes()) : 0)
        && (header.manifest() > 0) == layout.holdsManifest(part);
  }
}
