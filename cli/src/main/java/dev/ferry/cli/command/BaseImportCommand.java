package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseImporter;
import dev.ferry.image.base.Bases;
import dev.ferry.image.base.PlatformChoice;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry base import FILE --name NAME}. */
@Command(name = "import")
final class BaseImportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  @Parameters(paramLabel = "FILE", arity = "1", descriptionKey = "base.file")
  private String file = "";

  @Option(names = "--name", paramLabel = "NAME", required = true, descriptionKey = "base.name")
  private String name = "";

  @Option(names = "--platform", paramLabel = "OS/ARCH", descriptionKey = "base.platform")
  private Optional<String> platform = Optional.empty();

  @Option(names = "--replace", descriptionKey = "base.replace")
  private boolean replace;

  @Option(names = "--dry-run", descriptionKey = "base.dry-run")
  private boolean dryRun;

  BaseImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    LocalBlobStore opened = store.open(invocation);
    Bases bases = Bases.of(opened);
    Base base = dryRun ? tried(opened) : read(opened);
    bases
        .find(name)
        .filter(old -> !replace && !old.digest().equals(base.digest()))
        .ifPresent(
            old -> {
              throw taken(old, base);
            });
    if (!dryRun) {
      bases.save(base);
    }
    Console console = invocation.console();
    if (console.isJson()) {
      console.document(BaseView.document(base));
    } else {
      BaseView.print(console, base);
    }
    if (dryRun) {
      console.say(Text.of("Nothing was imported", "未导入任何内容"));
    }
    return 0;
  }

  private Base read(LocalBlobStore into) {
    return new BaseImporter(into, invocation.console().progress())
        .read(invocation.path(file), name, platform.map(PlatformChoice::parse));
  }

  /** Reads into a store that is removed again. */
  private Base tried(LocalBlobStore opened) {
    Path partial = opened.root().resolve("partial");
    try {
      Path scratch = Files.createTempDirectory(partial, "dry-run-");
      try {
        return read(LocalBlobStore.open(scratch));
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, partial);
    }
  }

  private static FerryException taken(Base old, Base base) {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "Cannot import a base as `%s`: another one has that name, `%s`, this one is `%s`",
                "无法以 `%s` 导入：该名称已属于另一个基础镜像 `%s`，此镜像为 `%s`",
                base.name(),
                old.digest(),
                base.digest()))
        .hint(
            Text.of(
                "Choose another name, or replace it with `--replace`",
                "请改用其他名称，或用 `--replace` 替换"));
  }

  @Override
  public String toString() {
    return "base import " + global;
  }
}
