package dev.ferry.carry.export;

import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.Confirmed;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.ledger.SiteLedger;
import dev.ferry.carry.ledger.SiteState;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/** Compares an inventory with what is known of the site that it is said to be of. */
final class SiteCheck {
  private SiteCheck() {}

  /**
   * The site's state with an inventory.
   *
   * @throws FerryException of kind REFUSED where it is another site's
   */
  static SiteState with(
      SiteState state,
      Inventory inventory,
      SiteLedger ledger,
      Optional<ExporterId> exporter,
      Progress progress) {
    String site = ledger.site().map(SiteName::value).orElse("");
    Optional<Inventory> known = state.inventory();
    if (known.isPresent() && !known.get().depot().equals(inventory.depot())) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "The inventory is of another site: of depot `%s`, `%s` has depot `%s`",
                  "清单属于另一个站点：其仓库为 `%s`，而 `%s` 的仓库为 `%s`",
                  inventory.depot(),
                  site,
                  known.get().depot()))
          .hint(
              Text.of(
                  "Where the site began a new depot, remove `%s` or give the site another name",
                  "如站点新建了仓库，请删除 `%s` 或换用其他站点名", ledger.folder().resolve("site.json")));
    }
    foreign(inventory, site, exporter);
    boolean older = known.isPresent() && known.get().entries() > inventory.entries();
    if (older) {
      progress.warn(
          Text.of(
              "The inventory of %s is older than the one of %s that the ledger knows; what came"
                  + " between counts as unconfirmed",
              "%s 的清单早于账本中 %s 的清单；其间送达的内容视为未确认", inventory.written(), known.get().written()));
    }
    return state.with(inventory);
  }

  private static void foreign(Inventory inventory, String site, Optional<ExporterId> exporter) {
    List<String> sites =
        inventory.confirmed().stream()
            .filter(one -> exporter.isPresent() && one.exporter().equals(exporter.get().hex()))
            .map(Confirmed::site)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (!sites.isEmpty() && !sites.contains(site)) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "The inventory is of another site: it has parcels for %s, want `%s`",
                  "清单属于另一个站点：其中的包裹发往 %s，应为 `%s`", sites, site))
          .hint(Text.of("Name that site with `--site`", "请用 `--site` 指明该站点"));
    }
  }
}
