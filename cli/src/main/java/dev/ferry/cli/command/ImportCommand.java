package dev.ferry.cli.command;

import dev.ferry.carry.depot.Durable;
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
            sources, depot.folder(invocation), as, site, NameGlobs.checked(names), dryRun);
    List<Outcome> outcomes = Importer.run(request, invocation.console().progress());
    write(outcomes);
    Console console = invocation.console();
    if (console.isJson()) {
      console.document(Map.of("outcomes", outcomes.stream().map(ImportCommand::document).toList()));
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

  /** The last parcel's receipt is the newest; it has the inventory after all of them. */
  private void write(List<Outcome> outcomes) {
    Optional<Receipt> last =
        outcomes.stream().flatMap(outcome -> outcome.receipt().stream()).reduce((a, b) -> b);
    if (output.isPresent() && last.isPresent()) {
      Durable.write(invocation.path(output.get()), ReceiptFile.bytes(last.get()));
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
