package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads and writes what a site said ({@code docs/formats/export-ledger.md}). */
final class StateFile {
  static final int LIMIT = InventoryFile.LIMIT + (16 << 20);

  private static final int FORMAT = 1;

  private StateFile() {}

  static byte[] bytes(SiteState state) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", FORMAT);
    state.inventory().ifPresent(inventory -> tree.put("inventory", InventoryFile.tree(inventory)));
    tree.put("arrived", state.arrived().toString());
    tree.put("confirmed", texts(state.confirmed()));
    tree.put("denied", texts(state.denied()));
    return CanonicalJson.bytes(tree);
  }

  private static List<String> texts(Collection<Digest> digests) {
    return digests.stream().map(Digest::toString).toList();
  }

  static SiteState read(String where, byte[] bytes) {
    JsonFields fields =
        JsonFields.parse(where, bytes)
            .only(Set.of("format", "inventory", "arrived", "confirmed", "denied"));
    if (fields.number("format", Integer.MAX_VALUE) != FORMAT) {
      throw fields.bad("format", String.valueOf(FORMAT));
    }
    return new SiteState(
        fields.findObject("inventory").map(InventoryFile::read),
        fields.parsed("arrived", Numbers::parse),
        digests(fields, "confirmed"),
        digests(fields, "denied"));
  }

  private static SortedSet<Digest> digests(JsonFields fields, String field) {
    SortedSet<Digest> digests = new TreeSet<>();
    for (String text : fields.strings(field)) {
      try {
        digests.add(Digest.parse(text));
      } catch (IllegalArgumentException wrong) {
        throw fields.bad(field, "digests");
      }
    }
    return digests;
  }
}
