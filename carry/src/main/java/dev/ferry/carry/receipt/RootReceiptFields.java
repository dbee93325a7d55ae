package dev.ferry.carry.receipt;

import dev.ferry.carry.inventory.RootKind;
import dev.ferry.image.json.JsonFields;
import java.util.Map;
import java.util.Set;

/** What became of one thing as JSON: in receipts, and in the ledger of a depot. */
public final class RootReceiptFields {
  private static final int LONGEST_TEXT = 1024;

  private RootReceiptFields() {}

  public static Map<String, Object> tree(RootReceipt root) {
    return Map.of(
        "kind",
        root.kind().id(),
        "name",
        root.name(),
        "digest",
        root.digest().toString(),
        "state",
        root.state().id());
  }

  /**
   * Reads one of unknown origin.
   *
   * @throws dev.ferry.model.FerryException of kind VERIFICATION naming the field that is wrong
   */
  public static RootReceipt read(JsonFields fields) {
    fields.only(Set.of("kind", "name", "digest", "state"));
    return new RootReceipt(
        RootKind.find(fields.string("kind"))
            .orElseThrow(() -> fields.bad("kind", "`bundle`, `image` or `file`")),
        fields.parsed("name", RootReceiptFields::printable),
        fields.digest("digest"),
        RootState.find(fields.string("state"))
            .orElseThrow(() -> fields.bad("state", "`kept`, `present`, `waiting` or `refused`")));
  }

  /** The result of a field {@code result}. */
  public static ImportResult result(JsonFields fields) {
    return ImportResult.find(fields.string("result"))
        .orElseThrow(() -> fields.bad("result", "`complete`, `incomplete` or `refused`"));
  }

  static String printable(String text) {
    if (text.length() > LONGEST_TEXT || text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("at most " + LONGEST_TEXT + " printable characters");
    }
    return text;
  }
}
