package dev.ferry.cli.command;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.show.Summary;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ferry show BUNDLE}: what a bundle holds. */
@Command(name = "show")
final class ShowCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "BUNDLE", arity = "1", descriptionKey = "bundle.parameter")
  private String bundle = "";

  ShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Bundle opened = Bundle.open(invocation.path(bundle));
    Summary summary = Summary.of(opened);
    if (console.isJson()) {
      console.document(document(opened, summary));
    } else {
      console.print(opened.tag() + "  " + opened.root());
      summary.targets().forEach(this::print);
    }
    return 0;
  }

  private void print(Summary.TargetSummary target) {
    Console console = invocation.console();
    EnvironmentDocument environment = target.environment();
    long bytes = environment.packages().stream().mapToLong(one -> one.wheel().size()).sum();
    console.print("");
    console.print(
        Text.of(
            "%s: %s, %s",
            "%s：%s，%s",
            target.name(),
            Text.count(environment.packages().size(), "package", "个软件包"),
            new DataSize(bytes)));
    ShowTable.print(console, environment.packages());
    console.print(
        target.rehearsed()
            ? Text.of("  rehearsed without network: yes", "  已断网预演：是")
            : Text.of("  rehearsed without network: no", "  已断网预演：否"));
    environment
        .systemLibraries()
        .forEach(
            library ->
                console.print(
                    Text.of(
                        "  needs %s on the machine: %s",
                        "  目标机器需要 %s：%s", library.soname(), packages(library.packages()))));
    target.notes().forEach(note -> console.print(Text.of("  note: %s", "  说明：%s", note)));
  }

  /** {@code libgomp1 (debian), libgomp (rpm)}. */
  private static String packages(Map<String, ?> byDistribution) {
    return String.join(
        ", ",
        byDistribution.entrySet().stream()
            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
            .toList());
  }

  private Map<String, Object> document(Bundle opened, Summary summary) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("digest", opened.root());
    document.put("tag", opened.tag());
    document.put("targets", summary.targets().stream().map(this::document).toList());
    return document;
  }

  private Map<String, Object> document(Summary.TargetSummary target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", target.name());
    fields.put("rehearsed", target.rehearsed());
    fields.put(
        "packages", target.environment().packages().stream().map(ShowCommand::document).toList());
    fields.put(
        "systemLibraries",
        target.environment().systemLibraries().stream()
            .map(one -> Map.of("soname", one.soname(), "packages", one.packages()))
            .toList());
    fields.put(
        "notes", target.notes().stream().map(note -> note.in(invocation.language())).toList());
    return fields;
  }

  private static Map<String, Object> document(PackageEntry one) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", one.name());
    fields.put("version", one.version());
    fields.put("file", one.file());
    fields.put("sha256", one.wheel().sha256().hex());
    fields.put("size", one.wheel().size());
    fields.put("source", one.source());
    fields.put("built", one.built());
    fields.put("fit", one.fit().id());
    return fields;
  }

  @Override
  public String toString() {
    return "show " + global;
  }
}
