package dev.ferry.carry.export;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteLedger;
import dev.ferry.carry.ledger.SiteState;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.ParcelWriter;
import dev.ferry.carry.parcel.WrittenParcel;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans and writes parcels of a connected side, whose store keeps the ledger. */
public final class Exporter {
  private final LocalBlobStore store;
  private final ExportLedger ledgers;
  private final BaseSource elsewhere;
  private final Progress progress;

  /** An exporter that knows what is on this machine only. */
  public Exporter(LocalBlobStore store, Progress progress) {
    this(store, BaseSource.NONE, progress);
  }

  /**
   * @param elsewhere where large bases may be had that are not on this machine
   */
  public Exporter(LocalBlobStore store, BaseSource elsewhere, Progress progress) {
    this.store = store;
    this.elsewhere = elsewhere;
    this.ledgers = ExportLedger.of(store);
    this.progress = progress;
  }

  /** What an export would do. Deltas that were not made yet are estimated. */
  public ExportPlan plan(ExportRequest request) {
    SiteLedger ledger = ledgers.site(request.site());
    SiteState state = state(request, ledger);
    Sources sources = OriginSources.of(store, ledger.records(), request.bases());
    List<Shipment> shipments = shipments(request, state, ledger, sources);
    ExportPlan plan =
        new ExportPlanner(request, state, ledger.records(), shipments, sources).plan(true);
    MediumCheck.requireParts(plan, request.options());
    plan.notes().forEach(progress::note);
    return plan;
  }

  /** Makes the parcel, or goes on with it, in the folder of the request. */
  public WrittenExport export(ExportRequest request) {
    SiteLedger ledger = ledgers.site(request.site());
    LocalBlobStore.Hold hold = ledger.hold();
    try (hold) {
      SiteState state = state(request, ledger);
      keep(request, ledger, state);
      Sources sources = OriginSources.of(store, ledger.records(), request.bases());
      List<Shipment> shipments = shipments(request, state, ledger, sources);
      ExportPlanner planner =
          new ExportPlanner(request, state, ledger.records(), shipments, sources);
      ExportPlan plan = completed(planner, true);
      PayloadFiles files = new PayloadFiles(sources, progress);
      Optional<ParcelPlan> again = plan.made().flatMap(files::cut);
      if (again.isPresent()) {
        plan.notes().forEach(progress::note);
        return write(plan.made().orElseThrow(), again.get(), request.output(), ledger);
      }
      if (plan.made().isPresent()) {
        plan = completed(planner, false);
      }
      return make(request, plan, shipments, sources, ledger);
    }
  }

  /** Has bases fetched that are not here, and plans again where that helped. */
  private ExportPlan completed(ExportPlanner planner, boolean again) {
    ExportPlan plan = planner.plan(again);
    List<AbsentBase> left = new ArrayList<>();
    for (AbsentBase absent : plan.absent()) {
      elsewhere
          .fetch(absent.old(), absent.base().digest(), absent.base().size())
          .ifPresent(why -> left.add(absent.because(why)));
    }
    boolean same = left.size() == plan.absent().size();
    return (same ? plan : planner.plan(again)).absent(left);
  }

  private WrittenExport make(
      ExportRequest request,
      ExportPlan plan,
      List<Shipment> shipments,
      Sources sources,
      SiteLedger ledger) {
    plan.notes().forEach(progress::note);
    MediumCheck.requireParts(plan, request.options());
    MediumCheck.require(plan, request.output());
    Map<Digest, Path> deltas = new DeltaWork(sources, progress).make(plan.items());
    Goods goods = GoodsMaker.goods(plan, shipments, deltas, ledgers.exporter());
    List<String> origins = shipments.stream().map(Shipment::origin).toList();
    ParcelRecord record =
        new ParcelRecord(goods, request.options(), Optional.empty(), plan.intent(), origins);
    ParcelPlan cut =
        new PayloadFiles(sources, progress)
            .cut(record)
            .orElseThrow(() -> Sources.absent("parcel " + record.number()));
    return write(record, cut, request.output(), ledger);
  }

  private WrittenExport write(ParcelRecord record, ParcelPlan cut, Path folder, SiteLedger ledger) {
    ParcelRecord kept = record.cut(cut.id().hex());
    LocalBlobStore.Hold alone = OutputFolder.hold(store, folder);
    try (alone) {
      ParcelWriter.requireNoOther(cut, folder);
      ledger.save(kept);
      cut.summary().forEach(progress::note);
      progress.note(FarSide.line(kept.goods(), cut, new DeltaCache(store)));
      WrittenParcel written = ParcelWriter.write(cut, folder, progress);
      return new WrittenExport(kept, cut, written, folder);
    }
  }

  private SiteState state(ExportRequest request, SiteLedger ledger) {
    SiteState state = ledger.state();
    return request
        .against()
        .map(
            against ->
                SiteCheck.with(
                    state, against.inventory(), ledger, ledgers.findExporter(), progress))
        .orElse(state);
  }

  /** An older inventory is taken at its word once, and not remembered. */
  private static void keep(ExportRequest request, SiteLedger ledger, SiteState state) {
    boolean newer =
        request
            .against()
            .filter(
                against ->
                    ledger
                        .state()
                        .inventory()
                        .map(known -> known.entries() <= against.inventory().entries())
                        .orElse(true))
            .isPresent();
    if (newer) {
      ledger.save(state);
    }
  }

  private List<Shipment> shipments(
      ExportRequest request, SiteState state, SiteLedger ledger, Sources sources) {
    List<Shipment> shipments = new ArrayList<>();
    request.bundles().forEach(path -> shipments.add(BundleShipment.of(Bundle.open(path), sources)));
    request.images().forEach(path -> shipments.add(ImageShipment.of(path, sources)));
    request.files().forEach(path -> shipments.add(FileShipment.of(path, sources)));
    ShipmentCheck.check(shipments, state, ledger.records());
    return shipments;
  }
}
