package dev.ferry.cli.command;

import dev.ferry.carry.export.ExportPlan;
import dev.ferry.carry.export.PlannedItem;
import dev.ferry.carry.export.WrittenExport;
import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints what an export does or did. */
final class ExportReport {
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

  /** What an export would do. */
  void plan(ExportPlan plan) {
    if (console.isJson()) {
      console.document(document(plan));
      return;
    }
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
    for (PlannedItem item : plan.items()) {
      print(item);
    }
    console.print(
        Text.of(
            "Parcel %d%s: %s, %s of them deltas; %s%s instead of %s",
            "包裹 %d%s：%s，其中 %s 个差分；%s%s，而非 %s",
            plan.number(),
            site(plan.site()),
            Text.count(plan.items().size(), "item", "项"),
            String.valueOf(plan.deltas()),
            plan.isExact() ? Text.same("") : Text.of("about ", "约 "),
            new DataSize(plan.estimate()),
            new DataSize(plan.whole())));
    if (!plan.isExact()) {
      console.say(
          Text.of(
              "Sizes of deltas that were not made yet are estimates from what archives share;"
                  + " making them takes time, so a dry run does not",
              "尚未生成的差分的大小是按归档共有内容估计的；生成需要时间，演练时不做"));
    }
    console.say(Text.of("Nothing was written", "未写入任何内容"));
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

  private static Map<String, Object> document(ExportPlan plan) {
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
    fields.put("payload", plan.estimate());
    fields.put("exact", plan.isExact());
    fields.put("whole", plan.whole());
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
