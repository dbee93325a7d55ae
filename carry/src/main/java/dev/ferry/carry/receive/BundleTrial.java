package dev.ferry.carry.receive;

import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.verify.ExtentDigests;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.DepotName;
import dev.ferry.carry.depot.Space;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what an import of a bundle would do: it is verified, nothing is written. */
final class BundleTrial {
  private final Depot depot;
  private final Stock stock;
  private final Progress progress;

  BundleTrial(Depot depot, Stock stock, Progress progress) {
    this.depot = depot;
    this.stock = stock;
    this.progress = progress;
  }

  /**
   * The answer that an import would give.
   *
   * @throws FerryException where an import would throw it too
   */
  Outcome take(Path path, Optional<String> as) {
    String name = DepotName.checked(as.orElseGet(() -> BundleImport.nameOf(path)));
    Container container = Container.open(path);
    BundleImport.findRoot(container).ifPresent(root -> requireFree(name, root));
    Intake intake = new Intake(depot.store(), container);
    DataSize need = intake.need();
    if (need.bytes() > 0) {
      Space.require(depot.folder(), need.plus(BundleImport.SLACK));
    }
    VerifiedBundle verified = Verifier.verify(container, ExtentDigests.READ, progress).orThrow();
    Digest root = verified.bundle().root();
    boolean here = stock.holder(RootKind.BUNDLE, name).isPresent();
    intake.digests().forEach(stock::bring);
    stock.name(RootKind.BUNDLE, name, root);
    RootReceipt receipt =
        new RootReceipt(RootKind.BUNDLE, name, root, here ? RootState.PRESENT : RootState.KEPT);
    Text line =
        here
            ? Text.of("`%s` is here already: %s", "`%s` 已在仓库中：%s", name, root)
            : Text.of(
                "Would keep `%s`: %s, %s",
                "将保存 `%s`：%s，%s", name, root, new DataSize(verified.hashed()));
    return Outcome.of(ImportResult.COMPLETE, line, List.of(receipt));
  }

  private void requireFree(String name, Digest root) {
    Optional<FerryException> taken = stock.findRefusal(RootKind.BUNDLE, name, root);
    if (taken.isPresent()) {
      throw taken.get();
    }
  }
}
