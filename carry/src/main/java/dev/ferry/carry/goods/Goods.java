package dev.ferry.carry.goods;

import dev.ferry.model.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of contents of a parcel.
 *
 * @param exporter which connected side made it
 * @param site that it is for; nothing where it is for everybody
 * @param number of the parcel, rising from 1 by exporter and site
 * @param against digest of the inventory that it was made against
 * @param created when it was planned, whole seconds
 * @param roots what it brings
 * @param held blobs that the far side is believed to have: numbers 0 to {@code held.size() - 1}
 * @param items blobs in the payload in order: the numbers behind those
 */
public record Goods(
    ExporterId exporter,
    Optional<SiteName> site,
    int number,
    Optional<Digest> against,
    Instant created,
    List<Root> roots,
    List<Blob> held,
    List<Item> items) {
  /** The value of {@code format}. */
  public static final int FORMAT = 1;

  /** Largest document, bytes. */
  public static final int LARGEST = 16 << 20;

  public Goods {
    roots = List.copyOf(roots);
    held = List.copyOf(held);
    items = List.copyOf(items);
  }

  /** How many numbers there are. */
  public int count() {
    return held.size() + items.size();
  }

  public boolean isHeld(int number) {
    return number < held.size();
  }

  /** The blob of a number. */
  public Blob blob(int number) {
    return isHeld(number) ? held.get(number) : item(number).blob();
  }

  /** The item of a number that is not held. */
  public Item item(int number) {
    return items.get(number - held.size());
  }

  /** The number of the n-th item. */
  public int number(int item) {
    return held.size() + item;
  }

  /** Where each item begins in the payload, and behind them where the last one ends. */
  public long[] places() {
    long[] places = new long[items.size() + 1];
    for (int i = 0; i < items.size(); i++) {
      places[i + 1] = Math.addExact(places[i], items.get(i).length());
    }
    return places;
  }

  /** Bytes of the payload. */
  public long payload() {
    return places()[items.size()];
  }

  /** The number of each blob. */
  public Map<Digest, Integer> numbers() {
    Map<Digest, Integer> numbers = new HashMap<>();
    for (int i = 0; i < count(); i++) {
      numbers.put(blob(i).digest(), i);
    }
    return numbers;
  }

  /** The canonical document (RFC 8785). */
  public byte[] bytes() {
    return GoodsWriter.bytes(this);
  }

  /**
   * Reads a document of unknown origin.
   *
   * @param where names it in messages
   * @throws dev.ferry.model.FerryException of kind VERIFICATION that names the field that is wrong
   */
  public static Goods parse(String where, byte[] bytes) {
    return GoodsReader.read(where, bytes);
  }
}
