package dev.ferry.bundle.pack;

import dev.ferry.bundle.evidence.Evidence;
import dev.ferry.bundle.layout.BundleGraph;
import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Listing;
import dev.ferry.model.Digest;
import dev.ferry.oci.LayoutReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle that is ready to be written: its graph and where each blob's bytes are.
 *
 * @param graph the files and manifests
 * @param tag of the root
 * @param sources by digest, for every blob of the graph
 * @param evidence statements about the root, in order
 */
record Content(BundleGraph graph, String tag, Map<Digest, Bytes> sources, List<Evidence> evidence) {
  Content {
    sources = Map.copyOf(sources);
    evidence = List.copyOf(evidence);
  }

  /** The same with statements about its root. */
  Content withEvidence(List<Evidence> statements) {
    return new Content(graph, tag, sources, statements);
  }

  /** {@code oci-layout}, {@code index.json} and {@code SHA256SUMS}, which are no blobs. */
  Map<String, byte[]> topFiles(Form form) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(LayoutReader.MARKER, LayoutReader.MARKER_CONTENT.getBytes(StandardCharsets.US_ASCII));
    files.put(
        LayoutReader.INDEX,
        graph.index(tag, evidence.stream().map(Evidence::descriptor).toList()).bytes());
    files.put(Listing.NAME, listing(form).bytes());
    return files;
  }

  Listing listing(Form form) {
    Map<Digest, Long> documents = new TreeMap<>();
    graph.documents().forEach((digest, bytes) -> documents.put(digest, (long) bytes.length));
    return Listing.of(documents, graph.pieces(), form);
  }

  /** Blobs to write under their digest, with evidence, in order of digest. */
  SortedMap<Digest, Bytes> blobs(Form form) {
    SortedMap<Digest, Bytes> blobs = new TreeMap<>();
    listing(form)
        .lines()
        .forEach(
            (path, line) -> {
              if (path.equals(LayoutReader.path(line.digest()))) {
                blobs.put(line.digest(), source(line.digest()));
              }
            });
    for (Evidence statement : evidence) {
      statement.blobs().forEach((digest, bytes) -> blobs.put(digest, new Bytes.Made(bytes, false)));
    }
    return blobs;
  }

  /** The second names, by path: what each holds. */
  SortedMap<String, Digest> names() {
    SortedMap<String, Digest> names = new TreeMap<>();
    graph.pieces().forEach(piece -> names.put(piece.path(), piece.digest()));
    for (int i = 0; i < evidence.size(); i++) {
      names.put("evidence/" + (i + 1) + ".sigstore.json", evidence.get(i).digest());
    }
    return names;
  }

  Bytes source(Digest digest) {
    byte[] document = graph.documents().get(digest);
    if (document != null) {
      return new Bytes.Made(document, false);
    }
    Bytes source = sources.get(digest);
    if (source == null) {
      throw new IllegalStateException("no bytes for " + digest);
    }
    return source;
  }
}
