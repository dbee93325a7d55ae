package dev.ferry.image.recipe;

import dev.ferry.image.application.AppFile;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of an application as a document and as a digest. */
final class Applications {
  private static final long LARGEST = 1L << 46;

  private Applications() {}

  static Digest digest(SortedMap<String, List<AppFile>> folders) {
    return Digest.of(CanonicalJson.bytes(tree(folders)));
  }

  static Map<String, Object> tree(SortedMap<String, List<AppFile>> folders) {
    Map<String, Object> tree = new TreeMap<>();
    folders.forEach(
        (folder, files) -> tree.put(folder, files.stream().map(Applications::tree).toList()));
    return tree;
  }

  private static Map<String, Object> tree(AppFile file) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("path", file.path());
    switch (file.content()) {
      case AppFile.Content.Link link -> tree.put("link", link.target());
      case AppFile.Content.Bytes bytes -> {
        tree.put("sha256", bytes.digest().hex());
        tree.put("size", bytes.size());
        tree.put("program", bytes.program());
      }
    }
    return tree;
  }

  static List<AppFile> list(JsonFields fields, String folder) {
    List<AppFile> files = new ArrayList<>();
    for (JsonFields file : fields.objects(folder)) {
      files.add(new AppFile(RecipePaths.inside(file, "path"), content(file)));
    }
    return files;
  }

  private static AppFile.Content content(JsonFields file) {
    if (file.has("link")) {
      String link = file.string("link");
      if (!RecipePaths.leadsInside(file.string("path"), link)) {
        throw file.bad("link", "a relative path inside the folder");
      }
      return new AppFile.Content.Link(link);
    }
    return new AppFile.Content.Bytes(
        file.flag("program"), RecipePaths.sha256(file), file.number("size", LARGEST));
  }
}
