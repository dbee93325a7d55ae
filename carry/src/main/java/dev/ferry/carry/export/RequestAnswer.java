package dev.ferry.carry.export;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteLedger;
import dev.ferry.carry.ledger.SiteState;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.ParcelWriter;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.parcel.WrittenParcel;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.request.Request;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings again what did not arrive. Lost parts come as they were, byte for byte, from the recorded
 * plan; single blobs, and what cannot be made the same again, come in a parcel of their own.
 */
public final class RequestAnswer {
  private final LocalBlobStore store;
  private final ExportLedger ledgers;
  private final List<Path> bases;
  private final Progress progress;

  /**
   * @param bases bundles and files on this machine that may have the bytes
   */
  public RequestAnswer(LocalBlobStore store, List<Path> bases, Progress progress) {
    this.store = store;
    this.ledgers = ExportLedger.of(store);
    this.bases = List.copyOf(bases);
    this.progress = progress;
  }

  /** Answers what somebody typed. */
  public List<WrittenExport> answer(Request request, Path output, PartOptions options) {
    SiteLedger ledger = ledger(request);
    LocalBlobStore.Hold hold = ledger.hold();
    try (hold) {
      Asked asked = Asked.of(request, ledger);
      learn(asked, ledger);
      return bring(asked, ledger, output, options);
    }
  }

  /** Learns from a receipt, and brings what it says is missing; nothing where that is nothing. */
  public List<WrittenExport> answer(Receipt receipt, Path output, PartOptions options) {
    SiteLedger ledger = take(receipt);
    LocalBlobStore.Hold hold = ledger.hold();
    try (hold) {
      Asked asked = Asked.of(receipt, ledger);
      learn(asked, ledger);
      return bring(asked, ledger, output, options);
    }
  }

  /** Learns from a receipt what the site has. */
  public SiteLedger take(Receipt receipt) {
    SiteLedger ledger = ledger(receipt);
    LocalBlobStore.Hold hold = ledger.hold();
    try (hold) {
      ledger.save(learned(receipt, ledger));
      return ledger;
    }
  }

  private SiteLedger ledger(Request request) {
    boolean ours =
        ledgers.findExporter().map(id -> id.brief().equals(request.exporter())).orElse(false);
    if (!ours) {
      throw otherExporter(request.exporter());
    }
    return ledgers.site(request.site());
  }

  private SiteLedger ledger(Receipt receipt) {
    boolean ours =
        ledgers.findExporter().map(id -> id.hex().equals(receipt.exporter())).orElse(false);
    if (!ours) {
      throw otherExporter(receipt.exporter());
    }
    return ledgers.site(ReceiptSite.of(receipt));
  }

  private SiteState learned(Receipt receipt, SiteLedger ledger) {
    SiteState state = ledger.state();
    for (Inventory fresh : receipt.inventory().stream().toList()) {
      boolean newer = state.inventory().map(old -> old.entries() <= fresh.entries()).orElse(true);
      SiteState with = SiteCheck.with(state, fresh, ledger, ledgers.findExporter(), progress);
      return newer ? with : state;
    }
    return receipt.result() == ImportResult.COMPLETE
        ? state.withArrived((int) receipt.number())
        : state;
  }

  private FerryException otherExporter(String asked) {
    Text what =
        ledgers
            .findExporter()
            .map(
                own ->
                    Text.of(
                        "The request is for another connected side: for `%s`, this one is `%s`",
                        "请求发往另一个联网端：`%s`，本端为 `%s`", asked, own))
            .orElseGet(
                () ->
                    Text.of(
                        "The request is for the connected side `%s`; the store `%s` never exported",
                        "请求发往联网端 `%s`；存储 `%s` 从未导出", asked, store.root()));
    return new FerryException(Failure.REFUSED, what)
        .hint(
            Text.of(
                "Name the store that exported the parcel with `--store`; where it is lost, `ferry"
                    + " export --rebuild-ledger FOLDER` enters parcels that were kept",
                "请用 `--store` 指出导出该包裹的存储；如已丢失，可用 `ferry export --rebuild-ledger FOLDER`"
                    + " 重新登记保留的包裹"));
  }

  /** A site that names what it lacks has the rest of what that parcel believed it to hold. */
  private static void learn(Asked asked, SiteLedger ledger) {
    Set<Digest> has = new HashSet<>();
    Set<Digest> lacks = new HashSet<>();
    for (Asked.One one : asked.wanted()) {
      Goods goods = one.record().goods();
      for (int number = 0; number < goods.held().size() && !one.all(); number++) {
        Set<Digest> which = one.blobs().contains(number) ? lacks : has;
        which.add(goods.blob(number).digest());
      }
    }
    ledger.save(ledger.state().with(has, lacks));
  }

  private List<WrittenExport> bring(
      Asked asked, SiteLedger ledger, Path output, PartOptions options) {
    LocalBlobStore.Hold alone = OutputFolder.hold(store, output);
    try (alone) {
      return bringAlone(asked, ledger, output, options);
    }
  }

  private List<WrittenExport> bringAlone(
      Asked asked, SiteLedger ledger, Path output, PartOptions options) {
    List<WrittenExport> written = new ArrayList<>();
    for (PlannedAnswer one : plan(asked, ledger, output, options)) {
      ParcelWriter.requireNoOther(one.parcel(), one.folder());
      ledger.save(one.record());
      WrittenParcel done =
          ParcelWriter.writeOnly(one.parcel(), one.folder(), one.parts(), progress);
      written.add(new WrittenExport(one.record(), one.parcel(), done, one.folder()));
    }
    return written;
  }

  /** What an answer to something typed would consist of; nothing is written or learned. */
  public List<PlannedAnswer> plan(Request request, Path output, PartOptions options) {
    SiteLedger ledger = ledger(request);
    return plan(Asked.of(request, ledger), ledger, output, options);
  }

  /** What a receipt says is missing would be brought so; nothing is written or learned. */
  public List<PlannedAnswer> plan(Receipt receipt, Path output, PartOptions options) {
    SiteLedger ledger = ledger(receipt);
    return plan(Asked.of(receipt, ledger), ledger, output, options);
  }

  private List<PlannedAnswer> plan(
      Asked asked, SiteLedger ledger, Path output, PartOptions options) {
    Sources sources = OriginSources.of(store, ledger.records(), bases);
    PayloadFiles files = new PayloadFiles(sources, progress);
    List<PlannedAnswer> planned = new ArrayList<>();
    List<Asked.One> lost = new ArrayList<>();
    for (Asked.One one : asked.wanted()) {
      if (!one.parts().isEmpty() || one.all()) {
        Optional<ParcelPlan> plan = files.cut(one.record());
        plan.ifPresentOrElse(
            cut -> planned.add(new PlannedAnswer(one.record(), cut, parts(one, cut), output)),
            () -> lost.add(one));
      }
    }
    for (ParcelRecord record :
        new AnswerMaker(asked, lost, ledger, sources).find(options).stream().toList()) {
      ParcelPlan cut = files.cut(record).orElseThrow(() -> Sources.absent("parcel"));
      ParcelRecord kept = record.cut(cut.id().hex());
      planned.add(new PlannedAnswer(kept, cut, cut.allParts(), output));
    }
    return planned.size() < 2 ? planned : planned.stream().map(PlannedAnswer::apart).toList();
  }

  private static Set<Integer> parts(Asked.One asked, ParcelPlan plan) {
    Set<Integer> numbers = new TreeSet<>(plan.allParts());
    if (!asked.all()) {
      numbers.removeIf(part -> !asked.parts().contains(part));
    }
    if (numbers.isEmpty()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "The request asks for parts %s of parcel %d, which has %d",
              "请求要求包裹 %2$d 的分卷 %1$s，而该包裹只有 %3$d 个",
              asked.parts(),
              asked.record().number(),
              plan.allParts().size()));
    }
    return numbers;
  }
}
