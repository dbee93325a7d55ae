package dev.ferry.carry.goods;

/**
 * A blob that lies in the payload.
 *
 * @param blob that comes out
 * @param form how it lies there
 * @param length bytes in the payload; the blob's size where it is whole
 * @param bases numbers of the blobs that a delta needs: held ones, or items before it
 */
public record Item(Blob blob, Form form, long length, Numbers bases) {
  /** How a blob lies in the payload. */
  public enum Form {
    /** Its bytes as they are. */
    WHOLE,
    /** What makes it of its bases ({@code docs/formats/delta.md}). */
    DELTA
  }

  public Item {
    if (form == Form.WHOLE && (length != blob.size() || !bases.isEmpty())) {
      throw new IllegalArgumentException("a whole item has the blob's size and no bases");
    }
    if (form == Form.DELTA && bases.isEmpty()) {
      throw new IllegalArgumentException("a delta needs a base");
    }
  }

  public static Item whole(Blob blob) {
    return new Item(blob, Form.WHOLE, blob.size(), Numbers.NONE);
  }

  /** A delta of so many bytes against a base. */
  public static Item delta(Blob blob, long length, int base) {
    return new Item(blob, Form.DELTA, length, Numbers.of(base));
  }
}
