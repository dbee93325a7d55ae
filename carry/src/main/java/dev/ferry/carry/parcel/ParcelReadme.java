package dev.ferry.carry.parcel;

import dev.ferry.model.DataSize;
import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.util.SortedSet;

/** The {@code README.txt} of a parcel. It follows from the manifest and the parts' numbers. */
final class ParcelReadme {
  private final ParcelPlan plan;
  private final SortedSet<Integer> parts;

  ParcelReadme(ParcelPlan plan, SortedSet<Integer> parts) {
    this.plan = plan;
    this.parts = parts;
  }

  /** The text of a template. */
  String text(String template) {
    PartLayout layout = plan.layout();
    return template
        .replace("{id}", plan.id().hex())
        .replace("{data}", String.valueOf(layout.dataParts()))
        .replace("{parity}", String.valueOf(layout.parityParts()))
        .replace("{names}", names(layout))
        .replace("{size}", new DataSize(plan.bytes(parts)).toString())
        .replace("{about-en}", about(Language.ENGLISH))
        .replace("{about-zh}", about(Language.CHINESE));
  }

  private String names(PartLayout layout) {
    String first = layout.name(parts.first());
    return parts.size() == 1 ? first : first + " … " + layout.name(parts.last());
  }

  /** What is in it, a line each, and that it answers a request. */
  private String about(Language language) {
    StringBuilder lines = new StringBuilder();
    plan.contents().forEach(line -> lines.append(line.in(language)).append('\n'));
    if (parts.size() < plan.layout().parts()) {
      lines.append(answer().in(language)).append('\n');
    }
    return lines.toString();
  }

  private Text answer() {
    return Text.of(
        "Answer   only these parts were asked for and are in this folder: %s",
        "答复     本文件夹只含所请求的分卷：%s", PartRanges.of(parts));
  }
}
