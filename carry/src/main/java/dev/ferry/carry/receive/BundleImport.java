package dev.ferry.carry.receive;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Listing;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.carry.depot.Blobs;
import dev.ferry.carry.depot.Bundles;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.DepotName;
import dev.ferry.carry.depot.Mender;
import dev.ferry.carry.depot.Space;
import dev.ferry.carry.depot.StoredBundle;
import dev.ferry.carry.goods.GoodsNames;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes a bundle, a folder or a tar, into a depot. */
final class BundleImport {
  /** Documents and links of a bundle take some space beside its blobs. */
  static final DataSize SLACK = new DataSize(4 << 20);

  private final Depot depot;
  private final Bundles bundles;
  private final Progress progress;
  private final List<Text> mended = new ArrayList<>();
  private long size;

  BundleImport(Depot depot, Progress progress) {
    this.depot = depot;
    this.bundles = new Bundles(depot);
    this.progress = progress;
  }

  /** Verifies and keeps it under its own name or another. */
  RootReceipt take(Path path, Optional<String> as) {
    String name = DepotName.checked(as.orElseGet(() -> nameOf(path)));
    Container container = Container.open(path);
    Optional<Digest> said = findRoot(container);
    said.ifPresent(root -> bundles.requireFree(name, root));
    Intake intake = new Intake(depot.store(), container);
    DataSize need = intake.need();
    if (need.bytes() > 0) {
      Space.require(depot.folder(), need.plus(SLACK));
    }
    VerifiedBundle verified = Verifier.verify(container, intake, progress).orThrow();
    Digest root = verified.bundle().root();
    size = verified.hashed();
    RootState state = bundles.place(name, stored(verified.bundle()));
    mended.addAll(Mender.mend(depot, intake.came()));
    return new RootReceipt(RootKind.BUNDLE, name, root, state);
  }

  /** Bytes of the bundle that was taken last. */
  DataSize size() {
    return new DataSize(size);
  }

  static Optional<Digest> findRoot(Container container) {
    try {
      return Optional.of(Bundle.of(container).root());
    } catch (FerryException broken) {
      return Optional.empty();
    }
  }

  private StoredBundle stored(Bundle bundle) {
    SortedMap<String, Digest> outer = new TreeMap<>();
    for (String path : bundle.container().files().keySet()) {
      if (GoodsNames.isUnreached(path) && !path.startsWith("blobs/")) {
        byte[] bytes = bundle.findBytes(path, Listing.LIMIT).orElseThrow();
        outer.put(path, Blobs.put(depot.store(), bytes));
      }
    }
    Blobs.put(depot.store(), StoredBundle.markerBytes());
    byte[] sums = bundle.findBytes(Listing.NAME, Listing.LIMIT).orElseThrow();
    Form form = Arrays.equals(sums, bundle.listing(Form.OCI).bytes()) ? Form.OCI : Form.PLAIN;
    return StoredBundle.of(depot.store(), bundle.origin(), form, outer);
  }

  /** The folder's name, or the tar's without its ending. */
  static String nameOf(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    String text = name == null ? "" : name.toString();
    return text.endsWith(".tar") ? text.substring(0, text.length() - 4) : text;
  }

  /** The answer in one line. */
  Outcome outcome(RootReceipt root) {
    DataSize size = size();
    Text line =
        root.state() == RootState.KEPT
            ? Text.of("Kept `%s`: %s, %s", "已保存 `%s`：%s，%s", root.name(), root.digest(), size)
            : Text.of("`%s` is here already: %s", "`%s` 已在仓库中：%s", root.name(), root.digest());
    List<Text> lines = new ArrayList<>(Whereabouts.of(depot, root));
    mended.forEach(one -> lines.add(Text.of("  %s", "  %s", one)));
    return new Outcome(ImportResult.COMPLETE, line, lines, List.of(root), Optional.empty());
  }
}
