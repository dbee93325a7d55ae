package dev.ferry.bundle.read;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.EnvironmentReader;
import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Listing;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A bundle whose manifests are consistent. It holds no open file. */
public final class Bundle {
  private final Container container;
  private final RootGraph graph;

  private Bundle(Container container, RootGraph graph) {
    this.container = container;
    this.graph = graph;
  }

  /**
   * Opens a folder or a tar.
   *
   * @throws FerryException a verification failure that names the file and the field
   */
  public static Bundle open(Path origin) {
    return of(Container.open(origin));
  }

  /** The bundle in a container that was listed. */
  public static Bundle of(Container container) {
    LayoutReader layout = new LayoutReader((path, limit) -> read(container, path, limit));
    return new Bundle(container, RootReader.read(layout));
  }

  /** The folder or tar. */
  public Path origin() {
    return container.origin();
  }

  public Container container() {
    return container;
  }

  /** The digest of the root index, which is the bundle's. */
  public Digest root() {
    return graph.root().digest();
  }

  /** What points at the root index. */
  public Descriptor rootDescriptor() {
    return graph.root();
  }

  /** The tag that {@code index.json} gives the root. */
  public String tag() {
    return graph.tag();
  }

  /** The environments by target. */
  public SortedMap<String, EnvironmentFiles> environments() {
    return graph.environments();
  }

  /** What the root says about each environment, by target. */
  public SortedMap<String, Descriptor> entries() {
    return graph.entries();
  }

  /** Every file that the root reaches, in order of path. */
  public List<Piece> pieces() {
    return graph.pieces();
  }

  /** Statements about the root that {@code index.json} points at, by their descriptor. */
  public List<Descriptor> evidence() {
    return graph.evidence();
  }

  /** What {@code environment.json} of a target says. */
  public EnvironmentDocument environment(String target) {
    EnvironmentFiles files = environments().get(target);
    if (files == null) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Cannot find the target `%s` in the bundle: it has %s",
              "无法在包中找到目标 `%s`：包中只有 %s", target, environments().keySet()));
    }
    return EnvironmentReader.read(
        files.document().path(), bytes(files.document(), EnvironmentReader.LARGEST));
  }

  /** Where a file's bytes lie, under its own name or its digest. */
  public Optional<Extent> find(Piece piece) {
    Extent named = container.files().get(piece.path());
    Extent blob = container.files().get(LayoutReader.path(piece.digest()));
    return Optional.ofNullable(named == null ? blob : named);
  }

  /**
   * A small file as a whole, compared with its digest.
   *
   * @param limit most bytes that are read
   */
  public byte[] bytes(Piece piece, int limit) {
    Extent extent = find(piece).orElseThrow(() -> absent(piece.path()));
    if (extent.size() != piece.size() || extent.size() > limit) {
      throw wrong(piece.path(), "size", extent.size());
    }
    byte[] bytes = extent.read();
    if (!Digest.of(bytes).equals(piece.digest())) {
      throw wrong(piece.path(), "sha256", Digest.of(bytes).hex());
    }
    return bytes;
  }

  /** The form of the folder: plain where no cargo has a blob. */
  public Form form() {
    Map<Digest, Piece> cargo =
        pieces().stream()
            .filter(Piece::isCargo)
            .collect(Collectors.toMap(Piece::digest, p -> p, (a, b) -> a));
    boolean blob =
        cargo.keySet().stream()
            .anyMatch(digest -> container.files().containsKey(LayoutReader.path(digest)));
    return blob || cargo.isEmpty() ? Form.OCI : Form.PLAIN;
  }

  /** The names that the root vouches for. */
  public Listing listing(Form form) {
    return Listing.of(graph.documents(), pieces(), form);
  }

  /** A small file by its name, as it is. */
  public Optional<byte[]> findBytes(String path, int limit) {
    return container.files().containsKey(path)
        ? Optional.of(read(container, path, limit))
        : Optional.empty();
  }

  private static byte[] read(Container container, String path, int limit) {
    Extent extent = container.files().get(path);
    if (extent == null) {
      throw absent(path);
    }
    if (extent.size() > limit) {
      throw wrong(path, "size", extent.size());
    }
    return extent.read();
  }

  private static FerryException absent(String path) {
    return new FerryException(
        Failure.VERIFICATION, Text.of("`%s` of the bundle is missing", "包中缺少 `%s`", path));
  }

  private static FerryException wrong(String path, String field, Object got) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read `%s` of the bundle: bad value for `%s`: got `%s`",
            "无法读取包中的 `%s`：`%s` 有误：得到 `%s`", path, field, got));
  }
}
