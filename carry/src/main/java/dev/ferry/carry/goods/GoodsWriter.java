package dev.ferry.carry.goods;

import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Spells goods. */
final class GoodsWriter {
  private GoodsWriter() {}

  static byte[] bytes(Goods goods) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", Goods.FORMAT);
    tree.put("exporter", goods.exporter().hex());
    goods.site().ifPresent(site -> tree.put("site", site.value()));
    tree.put("number", goods.number());
    goods.against().ifPresent(digest -> tree.put("against", digest.toString()));
    tree.put("created", goods.created().toString());
    tree.put("roots", goods.roots().stream().map(GoodsWriter::root).toList());
    tree.put("held", goods.held().stream().map(GoodsWriter::blob).toList());
    tree.put("items", goods.items().stream().map(GoodsWriter::item).toList());
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> blob(Blob blob) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("digest", blob.digest().toString());
    tree.put("size", blob.size());
    blob.title().ifPresent(title -> tree.put("title", title));
    return tree;
  }

  private static Map<String, Object> item(Item item) {
    Map<String, Object> tree = blob(item.blob());
    if (item.form() == Item.Form.DELTA) {
      tree.put("length", item.length());
      tree.put("bases", item.bases().toString());
    }
    return tree;
  }

  private static Map<String, Object> root(Root root) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("name", root.name());
    tree.put("digest", root.digest().toString());
    tree.put("needs", root.needs().toString());
    switch (root) {
      case Root.Bundle bundle -> {
        tree.put("kind", "bundle");
        tree.put("form", bundle.form().name().toLowerCase(Locale.ROOT));
        tree.put("files", bundle.files().stream().map(GoodsWriter::file).toList());
      }
      case Root.Image image -> {
        tree.put("kind", "image");
        tree.put("bundle", image.bundle().toString());
        List<String> bases = image.bases().stream().map(Digest::toString).toList();
        tree.put("bases", bases);
      }
      case Root.File file -> tree.put("kind", "file");
    }
    return tree;
  }

  private static Map<String, Object> file(Root.NamedFile file) {
    return Map.of("path", file.path(), "digest", file.digest().toString());
  }
}
