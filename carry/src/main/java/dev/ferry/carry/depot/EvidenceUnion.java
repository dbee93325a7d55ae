package dev.ferry.carry.depot;

import dev.ferry.bundle.layout.BundleGraph;
import dev.ferry.bundle.layout.BundleTypes;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The same bundle came again, perhaps with other evidence. Evidence is added, never taken away:
 * what the depot had keeps its number, what is new follows.
 */
final class EvidenceUnion {
  private static final Pattern NUMBERED = Pattern.compile("evidence/\\d+\\.sigstore\\.json");

  private EvidenceUnion() {}

  static StoredBundle of(Depot depot, Bundles bundles, String name, StoredBundle came) {
    StoredBundle had;
    try {
      had = bundles.stored(name);
    } catch (FerryException damaged) {
      return came;
    }
    List<Descriptor> statements = new ArrayList<>(had.bundle().evidence());
    came.bundle().evidence().stream()
        .filter(entry -> !statements.contains(entry))
        .forEach(statements::add);
    SortedMap<String, Digest> outer = new TreeMap<>();
    unnumbered(came, outer);
    unnumbered(had, outer);
    if (statements.size() == had.bundle().evidence().size() && outer.equals(unnumbered(had))) {
      return had;
    }
    for (int i = 0; i < statements.size(); i++) {
      outer.put("evidence/" + (i + 1) + ".sigstore.json", content(depot, statements.get(i)));
    }
    outer.put(LayoutReader.INDEX, Blobs.put(depot.store(), index(had.bundle(), statements)));
    return StoredBundle.of(depot.store(), bundles.folder(name), had.form(), outer);
  }

  private static SortedMap<String, Digest> unnumbered(StoredBundle bundle) {
    SortedMap<String, Digest> outer = new TreeMap<>();
    unnumbered(bundle, outer);
    return outer;
  }

  private static void unnumbered(StoredBundle bundle, SortedMap<String, Digest> outer) {
    bundle
        .outer()
        .forEach(
            (path, digest) -> {
              if (!path.equals(LayoutReader.INDEX) && !NUMBERED.matcher(path).matches()) {
                outer.put(path, digest);
              }
            });
  }

  private static byte[] index(Bundle bundle, List<Descriptor> statements) {
    Descriptor root = bundle.rootDescriptor();
    return BundleGraph.index(
            bundle.tag(),
            Descriptor.of(root.mediaType(), root.digest(), root.size())
                .withArtifactType(BundleTypes.BUNDLE),
            bundle.entries(),
            statements)
        .bytes();
  }

  private static Digest content(Depot depot, Descriptor statement) {
    try {
      byte[] bytes = Files.readAllBytes(depot.store().path(statement.digest()));
      return Manifest.parse(LayoutReader.path(statement.digest()), bytes).layers().get(0).digest();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, depot.store().path(statement.digest()));
    }
  }
}
