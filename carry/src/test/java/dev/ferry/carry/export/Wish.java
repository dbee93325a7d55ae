package dev.ferry.carry.export;

import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a test asks an exporter for, one setting after the other. */
final class Wish {
  private final ConnectedSide side;
  private final List<Path> bundles;
  private List<Path> files = List.of();
  private List<Path> bases = List.of();
  private Optional<ExportRequest.Against> against = Optional.empty();
  private PartOptions options = ConnectedSide.OPTIONS;
  private int unconfirmed = ExportRequest.UNCONFIRMED;
  private String output = "usb";

  Wish(ConnectedSide side, Path... bundles) {
    this.side = side;
    this.bundles = List.of(bundles);
  }

  Wish file(Path... some) {
    files = List.of(some);
    return this;
  }

  Wish base(Path base) {
    bases = List.of(base);
    return this;
  }

  Wish against(Inventory inventory) {
    Digest digest = Digest.of(InventoryFile.bytes(inventory));
    against = Optional.of(new ExportRequest.Against(inventory, digest));
    return this;
  }

  Wish parts(PartOptions chosen) {
    options = chosen;
    return this;
  }

  Wish unconfirmed(int parcels) {
    unconfirmed = parcels;
    return this;
  }

  Wish to(String folder) {
    output = folder;
    return this;
  }

  WrittenExport export() {
    return export(BaseSource.NONE);
  }

  WrittenExport export(BaseSource elsewhere) {
    return new Exporter(side.store(), elsewhere, side)
        .export(
            new ExportRequest(
                bundles,
                List.of(),
                files,
                ConnectedSide.SITE,
                against,
                bases,
                side.path(output),
                options,
                unconfirmed));
  }
}
