package dev.ferry.cli.command;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.lock.LockFolder;
import dev.ferry.bundle.lock.LockRequest;
import dev.ferry.bundle.lock.LockService;
import dev.ferry.bundle.lock.RequirementFiles;
import dev.ferry.bundle.lock.TargetLock;
import dev.ferry.bundle.lock.Workbench;
import dev.ferry.bundle.make.BundleMaker;
import dev.ferry.bundle.make.PackWish;
import dev.ferry.bundle.pack.PackOutcome;
import dev.ferry.bundle.pack.PackPlan;
import dev.ferry.bundle.pack.PackTarget;
import dev.ferry.cli.output.Console;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Text;
import dev.ferry.python.resolve.FitMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ferry pack}: a bundle for machines that are not this one. */
@Command(name = "pack")
final class PackCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private ResolveArguments arguments = new ResolveArguments();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      descriptionKey = "pack.output")
  private Optional<String> output = Optional.empty();

  @Option(names = "--lock", paramLabel = "FOLDER", descriptionKey = "pack.lock")
  private Optional<String> lock = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", descriptionKey = "pack.name")
  private Optional<String> name = Optional.empty();

  @Option(names = "--version", paramLabel = "VERSION", descriptionKey = "pack.version")
  private Optional<String> version = Optional.empty();

  @Option(names = "--layout", paramLabel = "oci|plain", descriptionKey = "pack.layout")
  private LayoutChoice layout = LayoutChoice.oci;

  @Option(names = "--tar", descriptionKey = "pack.tar")
  private boolean tar;

  @Option(names = "--no-rehearse", descriptionKey = "pack.no-rehearse")
  private boolean noRehearse;

  @Option(names = "--dry-run", descriptionKey = "pack.dry-run")
  private boolean dryRun;

  /** The words of {@code --layout}. */
  @SuppressWarnings("checkstyle:ConstantName") // The words are lower case on the command line.
  enum LayoutChoice {
    oci,
    plain;

    Form form() {
      return this == oci ? Form.OCI : Form.PLAIN;
    }
  }

  PackCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return lock.isPresent() ? packGiven(new LockFolder(invocation.path(lock.get()))) : packWanted();
  }

  private int packWanted() {
    LockSession session = LockSession.of(invocation, arguments);
    arguments.checkCargo(invocation, session.targets());
    LockFolder folder = new LockFolder(arguments.folder(invocation));
    LockRequest request =
        arguments.hasSpecFile()
            ? session.request(folder, arguments, true)
            : session.request(arguments);
    PackWish wish = wish(session.spec(), session.common().fit());
    try (Workbench bench = Workbench.open(session.setup())) {
      LockService locks = bench.locks(arguments.writer(invocation, session));
      BundleMaker maker = new BundleMaker(bench);
      return dryRun
          ? report(maker.plan(locks, request, wish))
          : report(maker.make(locks, request, wish));
    }
  }

  private int packGiven(LockFolder folder) {
    arguments.refuseWishes();
    arguments.beside(folder);
    EnvironmentSpec spec = arguments.spec(invocation);
    RequirementFiles files = arguments.files(invocation);
    List<TargetLock> locks = GivenLocks.read(folder, spec, arguments, invocation);
    arguments.checkCargo(invocation, locks.stream().map(TargetLock::target).toList());
    PackWish wish = wish(spec, GivenLocks.fit(locks));
    locks.stream()
        .flatMap(one -> one.lock().correctionNotes().stream())
        .forEach(invocation.console().progress()::note);
    try (Workbench bench = Workbench.open(arguments.workbench(invocation, spec, files))) {
      BundleMaker maker = new BundleMaker(bench);
      return dryRun ? report(maker.plan(locks, wish)) : report(maker.make(locks, wish));
    }
  }

  private PackWish wish(EnvironmentSpec spec, FitMode fit) {
    name.ifPresent(text -> BundleNaming.check("--name", text));
    version.ifPresent(text -> BundleNaming.check("--version", text));
    Path folder = invocation.path(output).orElse(invocation.folder());
    return new PackWish(
        BundleNaming.named(spec, name, version),
        arguments.folder(invocation),
        folder,
        layout.form(),
        tar,
        fit,
        !noRehearse);
  }

  private int report(PackOutcome.Packed packed) {
    Console console = invocation.console();
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("bundle", packed.bundle());
      document.put("digest", packed.root());
      document.put("existed", packed.existed());
      document.put(
          "notes", packed.notes().stream().map(note -> note.in(console.language())).toList());
      console.document(document);
      return 0;
    }
    PackSummary.say(console, packed, !noRehearse, tar);
    console.print(packed.bundle().toString());
    return 0;
  }

  private int report(PackPlan plan) {
    Console console = invocation.console();
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("bundle", plan.destination());
      document.put("download", plan.download().bytes());
      document.put("carried", plan.carried().bytes());
      document.put("unknownSizes", plan.unknown());
      document.put(
          "targets",
          plan.request().targets().stream()
              .map(one -> LockDocument.target(one.lock(), console.language()))
              .toList());
      console.document(document);
      return 0;
    }
    LockLines.print(console, plan.request().targets().stream().map(PackTarget::lock).toList());
    console.print(
        Text.of(
            "would write %s: %s, %s, of them %s to download",
            "将写入 %s：%s，%s，其中需下载 %s",
            plan.destination(),
            Text.count(plan.files().size(), "file", "个文件"),
            plan.carried(),
            plan.download()));
    if (plan.unknown() > 0) {
      console.print(
          Text.of("%s of unknown size", "%s大小未知", Text.count(plan.unknown(), "file", "个文件")));
    }
    return 0;
  }

  @Override
  public String toString() {
    return "pack " + global + Arrays.toString(LayoutChoice.values());
  }
}
