package dev.ferry.carry.goods;

import dev.ferry.bundle.layout.Form;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one root of goods of unknown origin. */
final class RootReader {
  private static final int MOST_FILES = 10_000;

  private final JsonFields fields;
  private final int count;

  /**
   * @param count how many numbers there are
   */
  RootReader(JsonFields fields, int count) {
    this.fields = fields;
    this.count = count;
  }

  Root root() {
    String name = fields.string("name");
    if (!GoodsNames.isRoot(name)) {
      throw fields.bad(
          "name",
          "at most 128 of A-Z a-z 0-9 . _ + ! -, no moving name, no name of a device of Windows");
    }
    Digest digest = fields.digest("digest");
    Numbers needs = GoodsReader.numbers(fields, "needs");
    if (!needs.isBelow(count)) {
      throw fields.bad("needs", "numbers below " + count);
    }
    return switch (fields.string("kind")) {
      case "bundle" -> {
        fields.only(Set.of("kind", "name", "digest", "needs", "form", "files"));
        yield new Root.Bundle(name, digest, form(), needs, files());
      }
      case "image" -> {
        fields.only(Set.of("kind", "name", "digest", "needs", "bundle", "bases"));
        yield new Root.Image(name, digest, fields.digest("bundle"), bases(), needs);
      }
      case "file" -> {
        fields.only(Set.of("kind", "name", "digest", "needs"));
        yield new Root.File(name, digest, needs);
      }
      default -> throw fields.bad("kind", "`bundle`, `image` or `file`");
    };
  }

  private Form form() {
    return switch (fields.string("form")) {
      case "oci" -> Form.OCI;
      case "plain" -> Form.PLAIN;
      default -> throw fields.bad("form", "`oci` or `plain`");
    };
  }

  private List<Digest> bases() {
    List<Digest> bases = new ArrayList<>();
    for (String text : fields.strings("bases")) {
      try {
        bases.add(Digest.parse(text));
      } catch (IllegalArgumentException wrong) {
        throw fields.bad("bases", "digests");
      }
    }
    return bases;
  }

  private List<Root.NamedFile> files() {
    List<Root.NamedFile> files = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (JsonFields file : fields.objects("files")) {
      file.only(Set.of("path", "digest"));
      String path = file.string("path");
      if (!GoodsNames.isUnreached(path)) {
        throw file.bad("path", "`index.json`, evidence, its blobs or a signature");
      }
      if (!paths.add(GoodsNames.folded(path)) || paths.size() > MOST_FILES) {
        throw file.bad("path", "each path once, at most " + MOST_FILES);
      }
      files.add(new Root.NamedFile(path, file.digest("digest")));
    }
    return files;
  }
}
