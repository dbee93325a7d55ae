package dev.ferry.cli.command;

import dev.ferry.bundle.lock.Workbench;
import dev.ferry.bundle.lock.WorkbenchSetup;
import dev.ferry.carry.export.ExportRequest;
import dev.ferry.carry.export.Exporter;
import dev.ferry.carry.export.IndexBases;
import dev.ferry.carry.export.RequestAnswer;
import dev.ferry.carry.export.WrittenExport;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.carry.ledger.LedgerRebuild;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.request.Request;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry export}: writes what a site lacks as a parcel. */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private PartArguments parts = new PartArguments();
  @Mixin private SourceArguments indexes = new SourceArguments();

  @Parameters(paramLabel = "BUNDLE", arity = "0..*", descriptionKey = "export.bundle")
  private List<String> bundles = new ArrayList<>();

  @Option(names = "--image", paramLabel = "RECIPE", descriptionKey = "export.image")
  private List<String> images = new ArrayList<>();

  @Option(names = "--file", paramLabel = "FILE", descriptionKey = "export.file")
  private List<String> files = new ArrayList<>();

  @Option(names = "--site", paramLabel = "NAME", descriptionKey = "export.site")
  private Optional<String> site = Optional.empty();

  @Option(names = "--against", paramLabel = "INVENTORY", descriptionKey = "export.against")
  private Optional<String> against = Optional.empty();

  @Option(names = "--request", paramLabel = "TEXT", descriptionKey = "export.request")
  private Optional<String> request = Optional.empty();

  @Option(names = "--receipt", paramLabel = "FILE", descriptionKey = "export.receipt")
  private Optional<String> receipt = Optional.empty();

  @Option(names = "--base", paramLabel = "PATH", descriptionKey = "export.base")
  private List<String> bases = new ArrayList<>();

  @Option(names = "-o", paramLabel = "DIR", descriptionKey = "export.output")
  private Optional<String> output = Optional.empty();

  @Option(names = "--unconfirmed", paramLabel = "N", descriptionKey = "export.unconfirmed")
  private int unconfirmed = ExportRequest.UNCONFIRMED;

  @Option(
      names = "--rebuild-ledger",
      arity = "1..*",
      paramLabel = "PARCEL",
      descriptionKey = "export.rebuild")
  private List<String> rebuild = new ArrayList<>();

  @Option(names = "--dry-run", descriptionKey = "export.dry-run")
  private boolean dryRun;

  @Option(names = "--details", descriptionKey = "export.details")
  private boolean details;

  ExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    LocalBlobStore opened = store.open(invocation);
    boolean named = !bundles.isEmpty() || !images.isEmpty() || !files.isEmpty();
    if (!rebuild.isEmpty()) {
      requireAlone("--rebuild-ledger", others(request.isPresent(), "--request", dryRun));
      LedgerRebuild ledger = new LedgerRebuild(ExportLedger.of(opened));
      new ExportReport(invocation.console()).entered(ledger.rebuild(paths(rebuild)));
      return 0;
    }
    if (request.isPresent()) {
      requireAlone("--request", others(false, "", false));
      return answer(opened);
    }
    if (receipt.isPresent() && !named) {
      return answer(opened);
    }
    if (unconfirmed < 0) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `--unconfirmed`: got `%d`, want zero or more",
              "`--unconfirmed` 的值有误：是 `%d`，应不小于零", unconfirmed));
    }
    ExportRequest wish = wish(opened);
    Progress progress = invocation.console().progress();
    ExportReport report = new ExportReport(invocation.console());
    if (dryRun) {
      report.plan(new Exporter(opened, progress).plan(wish), wish.options(), details);
      return 0;
    }
    WorkbenchSetup setup = setup(opened);
    try (IndexBases bases = new IndexBases(() -> Workbench.open(setup).index(), progress)) {
      report.written(List.of(new Exporter(opened, bases, progress).export(wish)));
    }
    return 0;
  }

  /** How bases are fetched again, over the indexes that {@code pack} takes wheels from. */
  private WorkbenchSetup setup(LocalBlobStore opened) {
    return new WorkbenchSetup(
        opened,
        invocation.environment(),
        indexes.named(),
        invocation.folder(),
        indexes.options(invocation),
        Set.of(),
        Set.of(),
        false,
        false,
        false,
        invocation.console().progress());
  }

  /** What was given that neither a request nor a ledger goes with. */
  private List<String> others(boolean more, String option, boolean dry) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("BUNDLE", !bundles.isEmpty());
    given.put("--image", !images.isEmpty());
    given.put("--file", !files.isEmpty());
    given.put("--site", site.isPresent());
    given.put("--against", against.isPresent());
    given.put("--receipt", receipt.isPresent());
    given.put("--dry-run", dry);
    given.put(option, more);
    return given.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  private static void requireAlone(String option, List<String> others) {
    if (!others.isEmpty()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "`%1$s` does not go with `%2$s`",
              "`%1$s` 不能与 `%3$s` 同用",
              option,
              String.join("`, `", others),
              String.join("`、`", others)));
    }
  }

  /** Brings what a typed request or a receipt names, or says what that would be. */
  private int answer(LocalBlobStore opened) {
    RequestAnswer answer = new RequestAnswer(opened, paths(bases), invocation.console().progress());
    Path to = folder();
    PartOptions cut = parts.options();
    Optional<Request> typed = request.map(RequestCodec::decode);
    ExportReport report = new ExportReport(invocation.console());
    if (dryRun) {
      report.plan(
          typed.isPresent()
              ? answer.plan(typed.get(), to, cut)
              : answer.plan(readReceipt(), to, cut));
      return 0;
    }
    List<WrittenExport> written =
        typed.isPresent()
            ? answer.answer(typed.get(), to, cut)
            : answer.answer(readReceipt(), to, cut);
    if (written.isEmpty()) {
      report.nothing();
    } else {
      report.written(written);
    }
    return 0;
  }

  private Receipt readReceipt() {
    return ReceiptFile.read(invocation.path(receipt).orElseThrow());
  }

  private ExportRequest wish(LocalBlobStore opened) {
    PartOptions cut = parts.options();
    Optional<SiteName> named = site.map(SiteName::given);
    Optional<ExportRequest.Against> inventory =
        invocation.path(against).map(ExportCommand::inventory).map(ExportCommand::against);
    if (receipt.isPresent()) {
      Receipt read = readReceipt();
      if (!named.map(SiteName::value).orElse("").equals(read.site())) {
        throw new FerryException(
            Failure.REFUSED,
            Text.of(
                "The receipt is of site `%s`, `--site` says `%s`",
                "回执属于站点 `%s`，而 `--site` 为 `%s`",
                read.site(),
                named.map(SiteName::value).orElse("")));
      }
      new RequestAnswer(opened, List.of(), invocation.console().progress()).take(read);
    }
    if (named.isEmpty() && inventory.isPresent()) {
      throw new FerryException(Failure.USAGE, Text.of("missing `--site NAME`", "缺少 `--site NAME`"))
          .hint(
              Text.of(
                  "Any short name, the same each time: `--site plant-7`",
                  "任取一个短名称，每次相同：`--site plant-7`"));
    }
    return new ExportRequest(
        paths(bundles),
        paths(images),
        paths(files),
        named,
        inventory,
        paths(bases),
        folder(),
        cut,
        unconfirmed);
  }

  /** The inventory; a bundle in its place is the usual slip. */
  private static Inventory inventory(Path file) {
    if (Files.isDirectory(file) || file.toString().endsWith(".tar")) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "bad value for `--against`: got `%s`, want the file that `ferry inventory` wrote"
                      + " for the site",
                  "`--against` 的值有误：是 `%s`，应为 `ferry inventory` 为该站点写出的文件", file))
          .hint(
              Text.of(
                  "`ferry export BUNDLE --against site.json`; a bundle that the site has goes with"
                      + " `--base`",
                  "用法：`ferry export BUNDLE --against site.json`；站点已有的包请用 `--base` 指出"));
    }
    return InventoryFile.read(file);
  }

  private static ExportRequest.Against against(Inventory inventory) {
    return new ExportRequest.Against(inventory, Digest.of(InventoryFile.bytes(inventory)));
  }

  private Path folder() {
    if (output.isEmpty() && !dryRun) {
      throw new FerryException(Failure.USAGE, Text.of("missing `-o DIR`", "缺少 `-o DIR`"))
          .hint(
              Text.of(
                  "The folder for the parts, best on the medium itself: `-o usb/`",
                  "存放分卷的目录，最好就在介质上：`-o usb/`"));
    }
    Path folder = invocation.path(output.orElse("."));
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `-o`: `%s` is a file, want a folder",
              "`-o` 的值有误：`%s` 是文件，应为文件夹", folder));
    }
    return folder;
  }

  private List<Path> paths(List<String> words) {
    return words.stream().map(invocation::path).toList();
  }

  @Override
  public String toString() {
    return "export " + bundles + " " + global;
  }
}
