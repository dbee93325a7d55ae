package dev.ferry.cli.command;

import dev.ferry.carry.depot.Collector;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.DepotLock;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ferry gc --depot DIR}: removes blobs that nothing in a depot needs. */
@Command(name = "gc")
final class GcCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private DepotOption depot = new DepotOption();

  @Option(names = "--drop", paramLabel = "NAME", descriptionKey = "gc.drop")
  private List<String> drop = List.of();

  @Option(names = "--dry-run", descriptionKey = "gc.dry-run")
  private boolean dryRun;

  GcCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Path folder = depot.folder(invocation);
    Depot opened = dryRun ? Depot.openToRead(folder) : Depot.open(folder);
    Collector.Removed removed;
    DepotLock lock = dryRun ? opened.share(console.progress()) : opened.lock(console.progress());
    try (lock) {
      Collector.Removed swept = Collector.collect(opened, drop, dryRun);
      DataSize size = swept.size().plus(new DataSize(lock.freed()));
      removed = new Collector.Removed(swept.roots(), swept.blobs(), size, swept.kept());
    }
    if (console.isJson()) {
      console.document(document(removed));
      return 0;
    }
    removed
        .roots()
        .forEach(
            root ->
                console.print(
                    Text.of(
                        dryRun ? "would drop: %s `%s` %s" : "dropped: %s `%s` %s",
                        dryRun ? "将移除：%s `%s` %s" : "已移除：%s `%s` %s",
                        root.kind().words(),
                        root.name(),
                        root.digest())));
    console.print(
        Text.of(
            dryRun ? "Would remove %s, %s; %s stay" : "Removed %s, %s; %s stay",
            dryRun ? "将删除 %s，%s；保留 %s" : "已删除 %s，%s；保留 %s",
            Text.count(removed.blobs(), "blob", "个数据块"),
            removed.size(),
            removed.kept()));
    return 0;
  }

  private Map<String, Object> document(Collector.Removed removed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dryRun", dryRun);
    fields.put("dropped", removed.roots().stream().map(root -> root.name()).toList());
    fields.put("blobs", removed.blobs());
    fields.put("bytes", removed.size().bytes());
    fields.put("kept", removed.kept());
    return fields;
  }

  @Override
  public String toString() {
    return "gc " + global;
  }
}
