package dev.ferry.cli.command;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.DepotCheck;
import dev.ferry.carry.depot.DepotLock;
import dev.ferry.carry.depot.DepotReport;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ferry fsck --depot DIR}: reads every byte of a depot again. */
@Command(name = "fsck")
final class FsckCommand implements Callable<Integer> {
  private static final int MOST_TOLD = 20;

  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private DepotOption depot = new DepotOption();

  @Option(names = "--dry-run", descriptionKey = "fsck.dry-run")
  private boolean dryRun;

  FsckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Path folder = depot.folder(invocation);
    Depot opened = dryRun ? Depot.openToRead(folder) : Depot.open(folder);
    DepotReport report;
    DepotLock lock = dryRun ? opened.share(console.progress()) : opened.lock(console.progress());
    try (lock) {
      report = DepotCheck.check(opened, dryRun, console.progress());
    }
    if (console.isJson()) {
      console.document(document(report));
    } else {
      print(console, report);
    }
    return report.isClean() ? 0 : 1;
  }

  private void print(Console console, DepotReport report) {
    report
        .repaired()
        .forEach(
            line ->
                console.print(
                    dryRun
                        ? Text.of("would put right: %s", "将修复：%s", line)
                        : Text.of("repaired: %s", "已修复：%s", line)));
    report.remarks().forEach(line -> console.print(Text.of("wrong: %s", "有误：%s", line)));
    report.damaged().entrySet().stream()
        .limit(MOST_TOLD)
        .forEach(
            blob ->
                console.print(
                    Text.of("damaged: %s %s", "已损坏：%s %s", blob.getKey(), blob.getValue())));
    for (DepotReport.Broken broken : report.broken()) {
      console.print(headline(broken));
      broken.missing().stream().limit(MOST_TOLD).forEach(blob -> console.print("  " + blob));
      broken.problems().stream()
          .limit(MOST_TOLD)
          .forEach(problem -> console.print(Text.of("  %s", "  %s", problem.text())));
    }
    if (report.isClean()) {
      console.print(
          Text.of(
              "OK: %s, %s",
              "OK：%s，%s",
              Text.count(report.blobs(), "blob", "个数据块"),
              new DataSize(report.bytes())));
    } else if (report.broken().stream().anyMatch(broken -> !broken.missing().isEmpty())) {
      console.say(hint());
    }
  }

  private static Text headline(DepotReport.Broken broken) {
    String digest = broken.digest().map(Digest::toString).orElse("?");
    return broken.missing().isEmpty()
        ? Text.of(
            "wrong: %s `%s` %s", "有误：%s `%s` %s", broken.kind().words(), broken.name(), digest)
        : Text.of(
            "bring again: %s `%s` %s: %s",
            "需重新带来：%s `%s` %s：%s",
            broken.kind().words(),
            broken.name(),
            digest,
            Text.count(broken.missing().size(), "blob", "个数据块"));
  }

  private Text hint() {
    Path folder = depot.folder(invocation);
    return dryRun
        ? Text.of(
            "hint: `ferry fsck --depot %s` takes the damaged blobs out; a fresh `ferry inventory`"
                + " then no longer lists them",
            "提示：`ferry fsck --depot %s` 会移除损坏的数据块；此后新的 `ferry inventory` 即可用于补送", folder)
        : Text.of(
            "hint: `ferry inventory --depot %s -o FILE` no longer lists what is damaged;"
                + " `ferry export BUNDLE --against FILE` brings just that",
            "提示：`ferry inventory --depot %s -o FILE` 已不含损坏的内容；"
                + "`ferry export BUNDLE --against FILE` 只会带来这一部分",
            folder);
  }

  private Map<String, Object> document(DepotReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dryRun", dryRun);
    fields.put("clean", report.isClean());
    fields.put("blobs", report.blobs());
    fields.put("bytes", report.bytes());
    fields.put("damaged", report.damaged().keySet());
    fields.put("broken", report.broken().stream().map(FsckCommand::document).toList());
    fields.put("repaired", report.repaired().stream().map(Text::english).toList());
    fields.put("remarks", report.remarks().stream().map(Text::english).toList());
    return fields;
  }

  private static Map<String, Object> document(DepotReport.Broken broken) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", broken.kind().id());
    fields.put("name", broken.name());
    fields.put("digest", broken.digest());
    fields.put("missing", broken.missing());
    fields.put(
        "problems", broken.problems().stream().map(problem -> problem.text().english()).toList());
    return fields;
  }

  @Override
  public String toString() {
    return "fsck " + global;
  }
}
