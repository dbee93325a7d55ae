package dev.ferry.carry.export;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.GoodsNames;
import dev.ferry.carry.goods.Root;
import dev.ferry.model.Digest;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what a bundle is made of. */
final class BundleShipment {
  private final Bundle bundle;
  private final Sources sources;
  private final List<Blob> blobs = new ArrayList<>();
  private final List<Root.NamedFile> files = new ArrayList<>();

  private BundleShipment(Bundle bundle, Sources sources) {
    this.bundle = bundle;
    this.sources = sources;
  }

  static Shipment of(Bundle bundle, Sources sources) {
    return new BundleShipment(bundle, sources).shipment();
  }

  private Shipment shipment() {
    String name = RootName.of(bundle.origin(), ".tar");
    sources.add(bundle);
    documents();
    unreached();
    bundle.pieces().stream().map(BundleShipment::blob).forEach(blobs::add);
    Form form = bundle.form();
    return new Shipment(
        "bundle",
        name,
        bundle.root(),
        blobs,
        needs -> new Root.Bundle(name, bundle.root(), form, needs, files),
        bundle.origin().toAbsolutePath().toString());
  }

  private static Blob blob(Piece piece) {
    return new Blob(piece.digest(), piece.size(), Optional.of(piece.path()));
  }

  /** What the documents are called that have no path of their own. */
  static Map<Digest, String> titles(Bundle bundle) {
    Map<Digest, String> titles = new HashMap<>();
    bundle
        .listing(Form.OCI)
        .lines()
        .forEach(
            (path, line) -> {
              if (path.startsWith("blobs/")) {
                titles.put(line.digest(), "manifest");
              }
            });
    bundle.pieces().forEach(piece -> titles.remove(piece.digest()));
    titles.put(bundle.root(), "root.json");
    titles.put(Descriptor.EMPTY.digest(), "empty.json");
    bundle.entries().forEach((target, entry) -> titles.put(entry.digest(), "manifest/" + target));
    return titles;
  }

  /** The root index, the manifests and the empty config. */
  private void documents() {
    Map<Digest, String> titles = titles(bundle);
    Set<Digest> pieces = new HashSet<>();
    bundle.pieces().forEach(piece -> pieces.add(piece.digest()));
    bundle
        .listing(Form.OCI)
        .lines()
        .forEach(
            (path, line) -> {
              if (path.startsWith("blobs/") && !pieces.contains(line.digest())) {
                String title = titles.getOrDefault(line.digest(), "manifest");
                blobs.add(new Blob(line.digest(), line.size(), Optional.of(title)));
              }
            });
  }

  /** What the root does not reach: the pointer to it, evidence, signatures. */
  private void unreached() {
    Set<String> evidence = new HashSet<>();
    bundle.evidence().forEach(entry -> evidence.add(LayoutReader.path(entry.digest())));
    bundle
        .container()
        .files()
        .forEach(
            (path, at) -> {
              if (isPointer(path)) {
                Digest digest = file(path, at);
                if (path.startsWith("evidence/")) {
                  evidence.add(LayoutReader.path(digest));
                }
              }
            });
    bundle
        .container()
        .files()
        .forEach(
            (path, at) -> {
              if (evidence.contains(path)) {
                file(path, at);
              }
            });
  }

  /** Whether a file is {@code index.json}, evidence or a signature: none is a blob. */
  static boolean isPointer(String path) {
    return !path.startsWith("blobs/") && GoodsNames.isUnreached(path);
  }

  private Digest file(String path, Extent at) {
    Digest digest = Sources.hash(at);
    sources.add(digest, at);
    sources.keep(at);
    files.add(new Root.NamedFile(path, digest));
    blobs.add(new Blob(digest, at.size(), Optional.of(path)));
    return digest;
  }
}
