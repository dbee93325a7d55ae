package dev.ferry.carry.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the bytes of a blob are. */
public enum BlobKind {
  /** A wheel (PEP 427); has a name, a version and tags. */
  WHEEL,
  /** A layer of an image's base. */
  LAYER,
  /** A document that describes others: an index, a manifest, a lock, a bill of materials. */
  DOCUMENT,
  /** Any other file of a bundle, an application or a site. */
  FILE;

  /** The word in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a word. */
  public static Optional<BlobKind> find(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
