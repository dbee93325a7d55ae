package dev.ferry.cli.command;

import dev.ferry.carry.export.AbsentBase;
import dev.ferry.carry.export.ExportPlan;
import dev.ferry.carry.export.PlannedAnswer;
import dev.ferry.carry.export.PlannedItem;
import dev.ferry.carry.export.WrittenExport;
import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.parcel.ParcelEstimate;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints what an export does or did. */
final class ExportReport {
  /** Items that a plan shows where nobody asks for details. */
  private static final int LARGEST = 10;

  private final Console console;

  ExportReport(Console console) {
    this.console = console;
  }

  void nothing() {
    if (console.isJson()) {
      console.document(Map.of("parcels", List.of()));
    } else {
      console.print(Text.of("Nothing is missing", "没有缺失的内容"));
    }
  }

  /** What was entered into a ledger again. */
  void entered(List<ParcelRecord> records) {
    if (console.isJson()) {
      List<Map<String, Object>> entered = new ArrayList<>();
      for (ParcelRecord record : records) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", record.number());
        fields.put("site", record.goods().site());
        fields.put("parcel", record.parcel());
        entered.add(fields);
      }
      console.document(Map.of("entered", entered));
      return;
    }
    for (ParcelRecord record : records) {
      console.print(
          Text.of(
              "Entered parcel %d%s", "已登记包裹 %d%s", record.number(), site(record.goods().site())));
    }
    if (records.isEmpty()) {
      console.print(Text.of("The ledger has all of them already", "账本中已全部登记"));
    }
  }

  /** What was written, a line for each parcel. */
  void written(List<WrittenExport> exports) {
    if (console.isJson()) {
      console.document(Map.of("parcels", exports.stream().map(ExportReport::document).toList()));
      return;
    }
    for (WrittenExport export : exports) {
      Goods goods = export.record().goods();
      for (Root root : goods.roots()) {
        console.print(Text.same(root.name() + "  " + root.digest()));
      }
      console.print(
          Text.of(
              "Parcel %d%s: %s in `%s` (%s written, %s; %s there already)",
              "包裹 %d%s：%s，位于 `%s`（写入 %s，%s；已有 %s）",
              goods.number(),
              site(goods.site()),
              Text.count(parts(export), "part", "个分卷"),
              export.folder(),
              String.valueOf(export.written().written().size()),
              new DataSize(export.written().bytes()),
              String.valueOf(export.written().kept().size())));
    }
  }

  private static int parts(WrittenExport export) {
    return export.written().written().size() + export.written().kept().size();
  }

  private static Text site(Optional<SiteName> site) {
    return site.map(name -> Text.of(" for `%s`", "（发往 `%s`）", name)).orElse(Text.same(""));
  }

  private static Map<String, Object> document(WrittenExport export) {
    Goods goods = export.record().goods();
    long deltas = goods.items().stream().filter(i -> i.form() == Item.Form.DELTA).count();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("parcel", export.parcel().id().hex());
    fields.put("number", goods.number());
    fields.put("site", goods.site());
    fields.put("exporter", goods.exporter());
    fields.put("roots", goods.roots().stream().map(ExportReport::document).toList());
    fields.put("held", goods.held().size());
    fields.put("whole", goods.items().size() - deltas);
    fields.put("deltas", deltas);
    fields.put("payload", goods.payload());
    fields.put("bytes", export.parcel().bytes());
    fields.put("folder", export.folder());
    fields.put("written", names(export.written().written()));
    fields.put("kept", names(export.written().kept()));
    return fields;
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  private static Map<String, Object> document(Root root) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", root.name());
    fields.put("digest", root.digest());
    fields.put("needs", root.needs().count());
    return fields;
  }

  /** What an answer would write. */
  void plan(List<PlannedAnswer> answers) {
    if (console.isJson()) {
      console.document(Map.of("parcels", answers.stream().map(ExportReport::document).toList()));
      return;
    }
    if (answers.isEmpty()) {
      nothing();
    }
    for (PlannedAnswer answer : answers) {
      console.print(
          Text.of(
              "Parcel %d%s: %s of %d, %s, would go to `%s`",
              "包裹 %d%s：%s（共 %d 个），%s，将写入 `%s`",
              answer.record().number(),
              site(answer.record().goods().site()),
              Text.count(answer.parts().size(), "part", "个分卷"),
              answer.parcel().layout().parts(),
              new DataSize(answer.bytes()),
              answer.folder()));
    }
    console.say(Text.of("Nothing was written", "未写入任何内容"));
  }

  private static Map<String, Object> document(PlannedAnswer answer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("parcel", answer.parcel().id().hex());
    fields.put("number", answer.record().number());
    fields.put("site", answer.record().goods().site());
    fields.put("parts", List.copyOf(answer.parts()));
    fields.put("bytes", answer.bytes());
    fields.put("folder", answer.folder());
    return fields;
  }

  /** What an export would do: the sum first, then the largest items, or all of them. */
  void plan(ExportPlan plan, PartOptions options, boolean details) {
    ParcelEstimate cut =
        ParcelEstimate.of(
            plan.estimate(), (long) plan.items().size() + plan.held().size(), options);
    if (console.isJson()) {
      console.document(document(plan, cut));
      return;
    }
    console.print(total(plan));
    console.print(
        Text.of(
            "About %s on the medium: %s, %d of parity",
            "介质上约 %s：%s，%d 个校验分卷",
            new DataSize(cut.bytes()),
            Text.count(cut.dataParts(), "data part", "个数据分卷"),
            cut.parityParts()));
    for (ExportPlan.Shipped shipped : plan.shipments()) {
      console.print(
          Text.of(
              "%s %s  %s  %s, %d held there",
              "%s %s  %s  %s，对方已有 %d 个",
              kind(shipped.kind()),
              shipped.name(),
              shipped.digest(),
              new DataSize(shipped.size()),
              shipped.held()));
    }
    items(plan.items(), details);
    if (!plan.isExact()) {
      console.say(
          Text.of(
              "Sizes of deltas that were not made yet are estimates from what archives share;"
                  + " making them takes time, so a dry run does not",
              "尚未生成的差分的大小是按归档共有内容估计的；生成需要时间，演练时不做"));
    }
    console.say(Text.of("Nothing was written", "未写入任何内容"));
  }

  private void items(List<PlannedItem> items, boolean details) {
    List<PlannedItem> shown =
        details
            ? items
            : items.stream()
                .sorted(Comparator.comparingLong(PlannedItem::estimate).reversed())
                .limit(LARGEST)
                .toList();
    shown.forEach(this::print);
    int left = items.size() - shown.size();
    if (left > 0) {
      console.print(
          Text.of(
              "  and %s more (`--details`)",
              "  另有 %s（`--details`）", Text.count(left, "smaller item", "个较小的项")));
    }
  }

  private static Text total(ExportPlan plan) {
    if (plan.deltas() == 0 && plan.held().isEmpty()) {
      return Text.of(
          "Parcel %d%s: %s, everything whole%s",
          "包裹 %d%s：%s，全部完整携带%s",
          plan.number(),
          site(plan.site()),
          new DataSize(plan.estimate()),
          why(plan));
    }
    return Text.of(
        "Parcel %d%s: %s%s instead of %s; %s, %s of them deltas",
        "包裹 %d%s：%s%s，而非 %s；%s，其中 %s 个差分",
        plan.number(),
        site(plan.site()),
        plan.isExact() ? Text.same("") : Text.of("about ", "约 "),
        new DataSize(plan.estimate()),
        new DataSize(plan.whole()),
        Text.count(plan.items().size(), "item", "项"),
        String.valueOf(plan.deltas()));
  }

  private static Text why(ExportPlan plan) {
    if (plan.site().isEmpty()) {
      return Text.of(" (no `--site`)", "（未给出 `--site`）");
    }
    return plan.against().isPresent()
        ? Text.same("")
        : Text.of(" (no inventory of %s was given)", "（未给出 %s 的清单）", plan.site().get().value());
  }

  private static Text kind(String kind) {
    return switch (kind) {
      case "bundle" -> Text.of("bundle", "包");
      case "image" -> Text.of("image", "镜像");
      default -> Text.of("file", "文件");
    };
  }

  private void print(PlannedItem item) {
    Text form =
        item.base()
            .map(base -> Text.of("delta of %s", "相对 %s 的差分", base.shown()))
            .orElse(Text.of("whole", "完整"));
    String about = item.exact() ? "" : "~";
    console.print(
        Text.of(
            "  %10s  %s, %s",
            "  %10s  %s，%s", about + new DataSize(item.estimate()), item.blob().shown(), form));
  }

  private static Map<String, Object> document(ExportPlan plan, ParcelEstimate cut) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (PlannedItem item : plan.items()) {
      Map<String, Object> fields = blob(item.blob());
      fields.put("base", item.base().map(Blob::digest));
      fields.put("length", item.estimate());
      fields.put("exact", item.exact());
      items.add(fields);
    }
    List<Map<String, Object>> roots = new ArrayList<>();
    for (ExportPlan.Shipped shipped : plan.shipments()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", shipped.kind());
      fields.put("name", shipped.name());
      fields.put("digest", shipped.digest());
      fields.put("blobs", shipped.blobs());
      fields.put("bytes", shipped.size());
      fields.put("held", shipped.held());
      roots.add(fields);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", plan.number());
    fields.put("site", plan.site());
    fields.put("roots", roots);
    fields.put("held", plan.held().stream().map(ExportReport::blob).toList());
    fields.put("items", items);
    fields.put("absent", plan.absent().stream().map(ExportReport::absent).toList());
    fields.put("again", plan.made().isPresent());
    fields.put("payload", plan.estimate());
    fields.put("exact", plan.isExact());
    fields.put("whole", plan.whole());
    fields.put("dataParts", cut.dataParts());
    fields.put("parityParts", cut.parityParts());
    fields.put("bytes", cut.bytes());
    return fields;
  }

  private static Map<String, Object> absent(AbsentBase base) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", base.fresh().name().toString());
    fields.put("version", base.fresh().version().toString());
    fields.put("bytes", base.size());
    fields.put("there", base.old().version().toString());
    return fields;
  }

  private static Map<String, Object> blob(Blob blob) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("digest", blob.digest());
    fields.put("size", blob.size());
    fields.put("title", blob.title());
    return fields;
  }
}
