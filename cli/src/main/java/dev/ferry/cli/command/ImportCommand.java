package dev.ferry.cli.command;

import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receive.ImportRequest;
import dev.ferry.carry.receive.Importer;
import dev.ferry.carry.receive.Outcome;
import dev.ferry.cli.output.Console;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.Durable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry import PATH... --depot DIR}: takes bundles and parcels into a depot. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private DepotOption depot = new DepotOption();

  @Parameters(paramLabel = "PATH", arity = "1..*", descriptionKey = "import.path")
  private List<String> paths = List.of();

  @Option(names = "--as", paramLabel = "NAME", descriptionKey = "import.as")
  private Optional<String> as = Optional.empty();

  @Option(names = "--site", paramLabel = "NAME", descriptionKey = "import.site")
  private Optional<String> site = Optional.empty();

  @Option(names = "-o", paramLabel = "FILE", descriptionKey = "import.receipt")
  private Optional<String> output = Optional.empty();

  @Option(names = "--names", paramLabel = "GLOB", descriptionKey = "inventory.names")
  private List<String> names = List.of();

  @Option(names = "--dry-run", descriptionKey = "import.dry-run")
  private boolean dryRun;

  ImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (as.isPresent() && paths.size() > 1) {
      throw new FerryException(
          Failure.USAGE, Text.of("`--as` names one thing: give one path", "`--as` 只为一项命名：请只给一个路径"));
    }
    List<Path> sources = paths.stream().map(invocation::path).toList();
    ImportRequest request =
        new ImportRequest(
            sources,
            depot.folder(invocation),
            as,
            site.map(name -> SiteName.given(name).value()),
            NameGlobs.checked(names),
            dryRun);
    List<Outcome> outcomes = Importer.run(request, invocation.console().progress());
    write(outcomes);
    Console console = invocation.console();
    if (console.isJson()) {
      console.document(
          Map.of(
              "dryRun",
              dryRun,
              "outcomes",
              outcomes.stream().map(ImportCommand::document).toList()));
    } else {
      for (Outcome outcome : outcomes) {
        console.print(outcome.line());
        outcome.details().forEach(console::print);
      }
    }
    boolean complete =
        outcomes.stream().allMatch(outcome -> outcome.result() == ImportResult.COMPLETE);
    return complete ? 0 : 1;
  }

  /**
   * One receipt travels: of several, the last that asks for something; else the last, which has the
   * inventory after all of them. The others are in the depot.
   */
  private void write(List<Outcome> outcomes) {
    if (output.isEmpty()) {
      return;
    }
    List<Receipt> receipts =
        outcomes.stream().flatMap(outcome -> outcome.receipt().stream()).toList();
    Optional<Receipt> asking =
        receipts.stream().filter(receipt -> !receipt.missing().isNothing()).reduce((a, b) -> b);
    Optional<Receipt> last = asking.or(() -> receipts.stream().reduce((a, b) -> b));
    Console console = invocation.console();
    if (last.isPresent()) {
      Durable.write(invocation.path(output.get()), ReceiptFile.bytes(last.get()));
    } else if (dryRun) {
      console.say(
          Text.of(
              "note: `%s` was not written: nothing was imported",
              "说明：未写入 `%s`：没有导入任何内容", output.get()));
    } else {
      console.say(
          Text.of(
              "note: `%s` was not written: a receipt answers a parcel, and none was taken;"
                  + " `ferry inventory -o FILE` writes what the depot has",
              "说明：未写入 `%s`：回执针对包裹，而此次未接收任何包裹；`ferry inventory -o FILE` 可写出仓库现有内容", output.get()));
    }
  }

  private static Map<String, Object> document(Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("result", outcome.result().id());
    fields.put("message", outcome.line().english());
    fields.put("roots", outcome.roots().stream().map(ImportCommand::document).toList());
    outcome
        .receipt()
        .ifPresent(
            receipt -> {
              fields.put("parcel", receipt.parcel());
              fields.put("number", receipt.number());
              fields.put(
                  "missingParts",
                  receipt.missing().parts().stream().map(NumberRange::toString).toList());
              fields.put("missingBlobs", receipt.missing().blobs());
              fields.put("request", receipt.request());
            });
    return fields;
  }

  private static Map<String, Object> document(RootReceipt root) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", root.kind().id());
    fields.put("name", root.name());
    fields.put("digest", root.digest());
    fields.put("state", root.state().id());
    return fields;
  }

  @Override
  public String toString() {
    return "import " + paths + " " + global;
  }
}
