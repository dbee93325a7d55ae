package dev.ferry.carry.export;

import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks for.
 *
 * @param bundles folders or tars
 * @param images recipes
 * @param files of any kind
 * @param site that it is for; nothing for everybody, and then nothing is believed to be held
 * @param against what the site says that it has
 * @param bases bundles and files on this machine whose blobs may be bases
 * @param output folder for the parts
 * @param options how the parcel is cut
 * @param unconfirmed how many parcels back a base may be that nobody confirmed
 */
public record ExportRequest(
    List<Path> bundles,
    List<Path> images,
    List<Path> files,
    Optional<SiteName> site,
    Optional<Against> against,
    List<Path> bases,
    Path output,
    PartOptions options,
    int unconfirmed) {
  /** How many parcels back, where nobody says otherwise. */
  public static final int UNCONFIRMED = 3;

  public ExportRequest {
    bundles = List.copyOf(bundles);
    images = List.copyOf(images);
    files = List.copyOf(files);
    bases = List.copyOf(bases);
  }

  /**
   * An inventory that was given.
   *
   * @param inventory what it says
   * @param digest of its canonical document
   */
  public record Against(Inventory inventory, Digest digest) {}

  /** Whether nothing is named that could be carried. */
  public boolean isEmpty() {
    return bundles.isEmpty() && images.isEmpty() && files.isEmpty();
  }
}
