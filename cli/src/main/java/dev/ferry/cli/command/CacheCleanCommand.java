package dev.ferry.cli.command;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.image.base.Bases;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.StoreCleaner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ferry cache clean}: removes what was not used for some days, or everything that is no
 * base.
 */
@Command(name = "clean")
final class CacheCleanCommand implements Callable<Integer> {
  private static final int USUAL_DAYS = 30;

  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  @Option(names = "--days", paramLabel = "N", descriptionKey = "days")
  private Optional<Integer> days = Optional.empty();

  @Option(names = "--all", descriptionKey = "all")
  private boolean all;

  CacheCleanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    int unused = days.orElse(USUAL_DAYS);
    if (unused < 0 || (all && days.isPresent())) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "`--days` is zero or more and does not go with `--all`",
              "`--days` 应不小于零，且不能与 `--all` 同用"));
    }
    Path folder = store.folder(invocation);
    if (Depot.is(folder)) {
      throw new FerryException(
              Failure.REFUSED, Text.of("`%s` is a depot, not a cache", "`%s` 是仓库，不是缓存", folder))
          .hint(
              Text.of(
                  "`ferry gc --depot %s` removes what nothing in it needs",
                  "`ferry gc --depot %s` 会删除其中不需要的内容", folder));
    }
    Optional<Instant> since =
        all ? Optional.empty() : Optional.of(Instant.now().minus(Duration.ofDays(unused)));
    StoreAmounts.print(
        invocation.console(),
        folder,
        new StoreCleaner(folder)
            .clean(since, Bases.files(folder).or(path -> path.startsWith(ExportLedger.FOLDER))));
    return 0;
  }

  @Override
  public String toString() {
    return "cache clean " + global;
  }
}
