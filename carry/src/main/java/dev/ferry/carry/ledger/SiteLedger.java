package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is known of one site. One process changes it at a time: {@link #hold()}. */
public final class SiteLedger {
  static final String GOODS = ".goods";

  private static final String STATE = "site.json";
  private static final Pattern RECORD = Pattern.compile("([1-9][0-9]{0,5})\\.json");

  private final LocalBlobStore store;
  private final Path folder;
  private final Optional<SiteName> site;

  SiteLedger(LocalBlobStore store, Path folder, Optional<SiteName> site) {
    this.store = store;
    this.folder = folder;
    this.site = site;
  }

  public Optional<SiteName> site() {
    return site;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Waits until nobody else exports to this site. */
  public LocalBlobStore.Hold hold() {
    return store.hold("export " + folder);
  }

  /** Every parcel, by number. */
  public List<ParcelRecord> records() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Integer> numbers =
          files
              .map(file -> RECORD.matcher(file.getFileName().toString()))
              .filter(matcher -> matcher.matches())
              .map(matcher -> Integer.parseInt(matcher.group(1)))
              .sorted()
              .toList();
      return numbers.stream().flatMap(number -> find(number).stream()).toList();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  /** The parcel of a number. */
  public Optional<ParcelRecord> find(int number) {
    Path file = folder.resolve(number + ".json");
    Optional<byte[]> bytes = LedgerFile.find(file, RecordFile.LIMIT);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Path goods = folder.resolve(number + GOODS);
    byte[] content =
        LedgerFile.find(goods, Goods.LARGEST)
            .orElseThrow(
                () ->
                    new FerryException(
                        Failure.VERIFICATION,
                        Text.of(
                            "The export ledger has `%s` without `%s`",
                            "导出账本中有 `%s`，却没有 `%s`", file, goods)));
    return Optional.of(RecordFile.read(file.toString(), bytes.get(), content));
  }

  /** Keeps a parcel, instead of an earlier record of the same number. */
  public void save(ParcelRecord record) {
    byte[] goods = record.goods().bytes();
    LedgerFile.write(folder.resolve(record.number() + GOODS), goods);
    LedgerFile.write(
        folder.resolve(record.number() + ".json"), RecordFile.bytes(record, Digest.of(goods)));
  }

  /** What the site said so far. */
  public SiteState state() {
    Path file = folder.resolve(STATE);
    return LedgerFile.find(file, StateFile.LIMIT)
        .map(bytes -> StateFile.read(file.toString(), bytes))
        .orElse(SiteState.SILENT);
  }

  public void save(SiteState state) {
    LedgerFile.write(folder.resolve(STATE), StateFile.bytes(state));
  }
}
