package dev.ferry.bundle.read;

import dev.ferry.bundle.layout.BundleTypes;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Annotations;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Follows {@code index.json} to the root and every file that it names. */
final class RootReader {
  private static final int MOST_MANIFESTS = 1_000;
  private static final List<String> RESERVED =
      List.of("blobs/", "evidence/", "oci-layout", "index.json", "SHA256SUMS");

  private final LayoutReader layout;
  private final SortedMap<String, Piece> pieces = new TreeMap<>();
  private final Map<String, String> spelling = new HashMap<>();
  private final Map<Digest, Long> documents = new TreeMap<>();
  private final SortedMap<String, EnvironmentFiles> environments = new TreeMap<>();
  private final SortedMap<String, Descriptor> entries = new TreeMap<>();

  private RootReader(LayoutReader layout) {
    this.layout = layout;
  }

  static RootGraph read(LayoutReader layout) {
    return new RootReader(layout).graph();
  }

  private RootGraph graph() {
    ImageIndex index = layout.index();
    List<Descriptor> roots =
        index.manifests().stream().filter(entry -> isType(entry, BundleTypes.BUNDLE)).toList();
    if (roots.size() != 1) {
      throw bad(LayoutReader.INDEX, "manifests", roots.size() + " bundle roots", "one");
    }
    Descriptor root = roots.get(0);
    ImageIndex top = layout.index(root);
    String where = LayoutReader.path(root.digest());
    if (!top.artifactType().equals(Optional.of(BundleTypes.BUNDLE))) {
      throw bad(where, "artifactType", top.artifactType(), BundleTypes.BUNDLE);
    }
    if (top.manifests().size() > MOST_MANIFESTS) {
      throw bad(where, "manifests", top.manifests().size(), "at most " + MOST_MANIFESTS);
    }
    documents.put(root.digest(), root.size());
    top.manifests().forEach(this::manifest);
    return new RootGraph(
        root,
        root.annotations().getOrDefault(Annotations.REF_NAME, ""),
        environments,
        entries,
        List.copyOf(pieces.values()),
        documents,
        index.manifests().stream()
            .filter(entry -> !entry.annotations().containsKey(Annotations.REF_NAME))
            .toList());
  }

  private void manifest(Descriptor entry) {
    Manifest manifest = layout.manifest(entry);
    String where = LayoutReader.path(entry.digest());
    documents.put(entry.digest(), entry.size());
    String type = manifest.artifactType().orElse("");
    if (type.equals(BundleTypes.ENVIRONMENT)) {
      environment(where, entry, manifest);
    } else if (type.equals(BundleTypes.FILES)) {
      if (!manifest.config().digest().equals(Descriptor.EMPTY.digest())) {
        throw bad(where, "config", manifest.config().digest(), Descriptor.EMPTY.digest());
      }
      documents.put(Descriptor.EMPTY.digest(), Descriptor.EMPTY.size());
      manifest.layers().forEach(layer -> piece(where, layer));
    } else {
      throw bad(where, "artifactType", type, BundleTypes.ENVIRONMENT);
    }
  }

  private void environment(String where, Descriptor entry, Manifest manifest) {
    String target = entry.annotations().getOrDefault(BundleTypes.TARGET, "");
    if (!Piece.isPlain(target) || target.contains("/")) {
      throw bad(where, BundleTypes.TARGET, target, "the name of a target");
    }
    List<Piece> layers = new ArrayList<>();
    manifest.layers().forEach(layer -> layers.add(piece(where, layer)));
    String folder = "targets/" + target + "/";
    EnvironmentFiles files =
        new EnvironmentFiles(
            target,
            titled(where, List.of(piece(where, manifest.config())), folder + "environment.json"),
            titled(where, layers, folder + "pylock.toml"),
            titled(where, layers, folder + "requirements.txt"),
            layers.stream().filter(layer -> layer.mediaType().equals(BundleTypes.WHEEL)).toList());
    entries.put(target, entry);
    if (environments.put(target, files) != null) {
      throw bad(where, BundleTypes.TARGET, target, "each target once");
    }
  }

  private static Piece titled(String where, List<Piece> layers, String path) {
    return layers.stream()
        .filter(layer -> layer.path().equals(path))
        .findFirst()
        .orElseThrow(() -> bad(where, Annotations.TITLE, "no `" + path + "`", "one"));
  }

  private Piece piece(String where, Descriptor layer) {
    String path = layer.title().orElse("");
    boolean reserved = RESERVED.stream().anyMatch(path::startsWith);
    if (!Piece.isPlain(path) || reserved) {
      throw bad(where, Annotations.TITLE, path, "a path inside the bundle");
    }
    Piece piece =
        new Piece(
            path,
            layer.digest(),
            layer.size(),
            layer.mediaType(),
            Optional.ofNullable(layer.annotations().get(BundleTypes.PURL)));
    Piece earlier = pieces.putIfAbsent(path, piece);
    if (earlier != null && !earlier.digest().equals(piece.digest())) {
      throw bad(where, Annotations.TITLE, path, "one content for each path");
    }
    String other = spelling.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
    if (other != null && !other.equals(path)) {
      throw bad(where, Annotations.TITLE, path, "no second spelling of `" + other + "`");
    }
    return piece;
  }

  private static boolean isType(Descriptor entry, String type) {
    return entry.artifactType().equals(Optional.of(type));
  }

  private static FerryException bad(String where, String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read `%s` of the bundle: bad value for `%s`: got `%s`, want `%s`",
            "无法读取包中的 `%s`：字段 `%s` 的值有误：得到 `%s`，应为 `%s`", where, field, got, want));
  }
}
