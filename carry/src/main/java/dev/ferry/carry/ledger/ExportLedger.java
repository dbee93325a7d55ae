package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.image.json.JsonFields;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The folder {@code exports} of a store: who exports, and what each site was sent. */
public final class ExportLedger {
  /** The folder's name in a store. */
  public static final String FOLDER = "exports";

  private static final String EXPORTER = "exporter.json";
  private static final String EVERYBODY = "_";
  private static final int LIMIT = 4096;

  private final LocalBlobStore store;
  private final Path folder;

  private ExportLedger(LocalBlobStore store) {
    this.store = store;
    this.folder = store.root().resolve(FOLDER);
  }

  public static ExportLedger of(LocalBlobStore store) {
    return new ExportLedger(store);
  }

  /** Who exports from here; a store gets its name by chance when it is first asked. */
  public ExporterId exporter() {
    LocalBlobStore.Hold hold = store.hold(FOLDER);
    try (hold) {
      Optional<ExporterId> known = findExporter();
      return known.orElseGet(
          () -> {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            ExporterId fresh = new ExporterId(HexFormat.of().formatHex(bytes));
            become(fresh);
            return fresh;
          });
    }
  }

  /** Who exports from here, where it ever did. */
  public Optional<ExporterId> findExporter() {
    Path file = folder.resolve(EXPORTER);
    return LedgerFile.find(file, LIMIT)
        .map(bytes -> JsonFields.parse(file.toString(), bytes).parsed("id", ExporterId::new));
  }

  /** Takes a name over, of a ledger that was lost. */
  void become(ExporterId id) {
    LedgerFile.write(
        folder.resolve(EXPORTER), CanonicalJson.bytes(Map.of("format", 1, "id", id.hex())));
  }

  /** What is known of a site; of everybody's parcels where none is named. */
  public SiteLedger site(Optional<SiteName> site) {
    String name = site.map(SiteName::value).orElse(EVERYBODY);
    return new SiteLedger(store, folder.resolve(name), site);
  }
}
