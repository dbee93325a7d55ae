package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.model.Digest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Works out which blobs a site has. */
public final class Belief {
  /** A parcel so long ago that nothing rests on it. */
  private static final int NEVER = Integer.MIN_VALUE / 2;

  private final SiteState state;
  private final int next;
  private final int unconfirmed;
  private final Set<Integer> replaced;
  private final Map<Digest, BelievedBlob> known = new LinkedHashMap<>();

  /** What the site itself named. */
  private final Set<Digest> said = new HashSet<>();

  /** By blob that is not there any more: the last parcel that found it there. */
  private final Map<Digest, Integer> gone = new HashMap<>();

  /** By blob that only travelled: the oldest unanswered parcel that it rests on. */
  private final Map<Digest, Integer> resting = new HashMap<>();

  private Belief(SiteState state, int next, int unconfirmed, Set<Integer> replaced) {
    this.state = state;
    this.next = next;
    this.unconfirmed = unconfirmed;
    this.replaced = Set.copyOf(replaced);
  }

  /**
   * The blobs that a parcel may rest on, by digest.
   *
   * @param records every parcel so far, by number
   * @param next the number of the parcel to come
   * @param unconfirmed how many parcels back an unanswered one may be
   * @param replaced numbers of parcels that the one to come takes the place of: nothing rests on
   *     them unless the site spoke of it
   */
  public static Map<Digest, BelievedBlob> of(
      SiteState state,
      List<ParcelRecord> records,
      int next,
      int unconfirmed,
      Set<Integer> replaced) {
    Belief belief = new Belief(state, next, unconfirmed, replaced);
    belief.inventory();
    belief.said.addAll(belief.known.keySet());
    belief.said.addAll(state.confirmed());
    records.stream().map(ParcelRecord::goods).forEach(belief::miss);
    records.stream().map(ParcelRecord::goods).forEach(belief::parcel);
    state.denied().forEach(belief.known::remove);
    return Collections.unmodifiableMap(belief.known);
  }

  private void inventory() {
    for (Inventory inventory : state.inventory().stream().toList()) {
      inventory.blobs().forEach(blob -> add(BelievedBlob.of(blob)));
    }
  }

  /** What a parcel that arrived was made of, and a later inventory lists no more. */
  private void miss(Goods goods) {
    for (int i = 0; isListed(goods) && i < goods.count(); i++) {
      Digest digest = goods.blob(i).digest();
      if (!known.containsKey(digest)) {
        gone.merge(digest, goods.number(), Math::max);
      }
    }
  }

  private boolean isGone(Blob blob, Goods before) {
    return gone.getOrDefault(blob.digest(), 0) > before.number();
  }

  private void parcel(Goods goods) {
    if (isListed(goods)) {
      // The inventory was written later: what it does not list was left out or is gone. Titles of
      // what it lists say more than its names.
      goods.items().stream().map(item -> BelievedBlob.of(item.blob())).forEach(this::describe);
      goods.held().stream().map(BelievedBlob::of).forEach(this::describe);
      return;
    }
    if (state.arrived().contains(goods.number())) {
      Stream.concat(goods.items().stream().map(Item::blob), goods.held().stream())
          .filter(blob -> !isGone(blob, goods))
          .map(BelievedBlob::of)
          .forEach(this::add);
      return;
    }
    confirmed(goods);
    if (!replaced.contains(goods.number())) {
      travelled(goods);
    }
  }

  private boolean isListed(Goods goods) {
    Optional<Inventory> inventory = state.inventory();
    String site = goods.site().map(Object::toString).orElse("");
    return inventory.isPresent()
        && inventory.get().confirms(goods.exporter().hex(), site, goods.number());
  }

  private void confirmed(Goods goods) {
    for (int i = 0; i < goods.count(); i++) {
      if (state.confirmed().contains(goods.blob(i).digest())) {
        add(BelievedBlob.of(goods.blob(i)));
      }
    }
  }

  /** A blob rests on the parcel that brings it, and on whatever its bases rest on. */
  private void travelled(Goods goods) {
    for (int i = 0; i < goods.items().size(); i++) {
      Item item = goods.items().get(i);
      int oldest =
          item.bases().stream()
              .map(base -> oldest(goods, goods.blob(base).digest()))
              .reduce(goods.number(), Math::min);
      if (!isGone(item.blob(), goods)) {
        resting.merge(item.blob().digest(), oldest, Math::max);
      }
    }
    // What an older parcel brought and this one needs rests on the older one still.
    goods.items().stream()
        .map(Item::blob)
        .filter(blob -> next - resting.getOrDefault(blob.digest(), NEVER) <= unconfirmed)
        .map(BelievedBlob::of)
        .forEach(this::add);
  }

  /** A base that the site said it has rests on nothing; one that is gone bears nothing. */
  private int oldest(Goods goods, Digest base) {
    return said.contains(base)
        ? goods.number()
        : resting.getOrDefault(base, gone.containsKey(base) ? NEVER : goods.number());
  }

  private void add(BelievedBlob blob) {
    known.merge(
        blob.digest(), blob, (old, more) -> old.title().isEmpty() ? more : described(old, more));
  }

  private void describe(BelievedBlob blob) {
    known.computeIfPresent(blob.digest(), (digest, old) -> described(old, blob));
  }

  private static BelievedBlob described(BelievedBlob old, BelievedBlob more) {
    String title = more.title().isEmpty() ? old.title() : more.title();
    return new BelievedBlob(
        old.digest(), old.size(), title, more.wheel().isPresent() ? more.wheel() : old.wheel());
  }
}
