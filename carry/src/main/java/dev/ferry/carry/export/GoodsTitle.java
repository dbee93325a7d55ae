package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.GoodsNames;
import java.util.Optional;

/** What a blob is called in goods; a path of an application may have a name that none may. */
final class GoodsTitle {
  private GoodsTitle() {}

  static Optional<String> of(String path) {
    String end =
        path.length() <= Blob.LONGEST_TITLE
            ? path
            : path.substring(path.length() - Blob.LONGEST_TITLE);
    return Optional.of(end).filter(GoodsNames::isTitle);
  }
}
