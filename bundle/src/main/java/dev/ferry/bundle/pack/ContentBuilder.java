package dev.ferry.bundle.pack;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.environment.EnvironmentWriter;
import dev.ferry.bundle.layout.BundleGraph;
import dev.ferry.bundle.layout.BundleNames;
import dev.ferry.bundle.layout.BundleTypes;
import dev.ferry.bundle.layout.EnvironmentPieces;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.sbom.BillOfMaterials;
import dev.ferry.bundle.sbom.PackageUrl;
import dev.ferry.bundle.spec.SpecWriter;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Platform;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.lock.PylockWriter;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.wheel.WheelRecord;
import dev.ferry.store.BlobStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lays out the files of a bundle. A pure function of the request, the proofs and the store. */
final class ContentBuilder {
  private final PackRequest request;
  private final BlobStore store;
  private final EnvironmentSpec spec;
  private final WheelPlaces places;
  private final EnvironmentBuilder environments;
  private final Map<Digest, Bytes> sources = new HashMap<>();

  /**
   * Prepares for a request.
   *
   * @param spec as it goes into the bundle, its files named by digest
   */
  ContentBuilder(PackRequest request, EnvironmentSpec spec, BlobStore store) {
    this.request = request;
    this.store = store;
    this.spec = spec;
    this.places = new WheelPlaces(request);
    this.environments = new EnvironmentBuilder(request, spec, places, this::stored);
  }

  /**
   * The content.
   *
   * @param proofs one per target, in the request's order
   */
  Content build(List<FitProof> proofs, Map<Digest, WheelRecord> records) {
    List<EnvironmentPieces> parts = new ArrayList<>();
    for (int i = 0; i < proofs.size(); i++) {
      parts.add(environment(request.targets().get(i), proofs.get(i)));
    }
    List<Piece> shared = shared(parts.stream().map(EnvironmentPieces::target).sorted().toList());
    shared.addAll(carried());
    shared.addAll(sdists(proofs));
    shared.add(bill(proofs, records, parts, shared));
    requireDistinct(shared, parts);
    String tag = BundleNames.tag(request.name(), request.version());
    return new Content(BundleGraph.of(shared, parts), tag, sources, List.of());
  }

  private EnvironmentPieces environment(PackTarget target, FitProof proof) {
    String name = target.target().name();
    String folder = "targets/" + name + "/";
    String pylock =
        PylockWriter.write(proof.lock(), wheel -> Optional.of("../../" + places.path(wheel)));
    Piece lock = made(folder + "pylock.toml", utf8(pylock), BundleTypes.TOML, false);
    Piece requirements =
        made(
            folder + "requirements.txt",
            utf8(RequirementsText.of(proof.lock(), places)),
            BundleTypes.PLAIN_TEXT,
            false);
    Piece document =
        made(
            folder + "environment.json",
            EnvironmentWriter.bytes(environments.document(target.target(), proof, lock)),
            BundleTypes.ENVIRONMENT_CONFIG,
            false);
    List<Piece> wheels = proof.lock().packages().stream().map(this::wheel).toList();
    Platform platform = Platform.of(target.target().os(), target.target().machine());
    return new EnvironmentPieces(name, platform, document, lock, requirements, wheels);
  }

  private Piece wheel(LockedPackage locked) {
    link(locked.sha256());
    Optional<String> purl = Optional.of(PackageUrl.of(locked.name(), locked.version()));
    return new Piece(
        plain(places.path(locked)),
        locked.sha256(),
        locked.size().orElse(0),
        BundleTypes.WHEEL,
        purl);
  }

  private List<Piece> shared(List<String> targets) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(
        made(
            "README.txt",
            Assets.readme(request.name(), request.version(), targets),
            BundleTypes.PLAIN_TEXT,
            false));
    pieces.add(made("verify.sh", Assets.script("verify.sh"), "application/x-sh", true));
    pieces.add(made("install.sh", Assets.script("install.sh"), "application/x-sh", true));
    pieces.add(made("install.py", Assets.script("install.py"), "text/x-python", true));
    pieces.add(made("ferry.yaml", utf8(SpecWriter.write(spec)), "application/yaml", false));
    return pieces;
  }

  private List<Piece> carried() {
    List<Digest> digests = new ArrayList<>();
    spec.files().forEach(file -> file.sha256().ifPresent(digests::add));
    spec.interpreters().forEach(python -> python.sha256().ifPresent(digests::add));
    EnvironmentBuilder.StoredFiles files = this::stored;
    List<Piece> pieces = new ArrayList<>();
    for (Digest digest : digests.stream().sorted().distinct().toList()) {
      link(digest);
      BundleFile file = files.bundleFile(digest);
      pieces.add(new Piece(file.path(), digest, file.size(), BundleTypes.BYTES));
    }
    return pieces;
  }

  private List<Piece> sdists(List<FitProof> proofs) {
    Map<String, Piece> byPath = new java.util.TreeMap<>();
    for (FitProof proof : proofs) {
      for (LockedPackage locked : proof.lock().packages()) {
        locked.build().map(this::sdist).ifPresent(piece -> keep(byPath, piece));
      }
    }
    return List.copyOf(byPath.values());
  }

  private Piece sdist(BuildRecord build) {
    link(build.sha256());
    EnvironmentBuilder.StoredFiles files = this::stored;
    long size = files.bundleFile(build.sha256()).size();
    return new Piece(plain("sdists/" + build.sdist()), build.sha256(), size, BundleTypes.BYTES);
  }

  /** Two sources with one name: the second goes into a folder named by its digest. */
  private static void keep(Map<String, Piece> byPath, Piece piece) {
    Piece other = byPath.putIfAbsent(piece.path(), piece);
    if (other != null && !other.digest().equals(piece.digest())) {
      String path = piece.path().replaceFirst("/", "/" + piece.digest().abbreviated() + "/");
      byPath.put(path, new Piece(path, piece.digest(), piece.size(), piece.mediaType()));
    }
  }

  private Piece bill(
      List<FitProof> proofs,
      Map<Digest, WheelRecord> records,
      List<EnvironmentPieces> parts,
      List<Piece> shared) {
    BillBuilder bill = new BillBuilder(places, records);
    proofs.forEach(proof -> bill.add(proof.lock()));
    shared.stream().filter(Piece::isCargo).forEach(bill::add);
    List<Piece> others = new ArrayList<>(shared);
    parts.forEach(part -> others.addAll(part.wheels()));
    parts.forEach(
        part -> others.addAll(List.of(part.document(), part.lock(), part.requirements())));
    byte[] bytes = bill.bytes(request.name(), request.version(), others);
    return made(BillOfMaterials.NAME, bytes, BillOfMaterials.MEDIA_TYPE, false);
  }

  private static void requireDistinct(List<Piece> shared, List<EnvironmentPieces> parts) {
    Map<String, Piece> seen = new HashMap<>();
    List<Piece> all = new ArrayList<>(shared);
    parts.forEach(part -> all.addAll(part.wheels()));
    for (Piece piece : all) {
      Piece other = seen.putIfAbsent(piece.path().toLowerCase(Locale.ROOT), piece);
      if (other != null
          && !(other.path().equals(piece.path()) && other.digest().equals(piece.digest()))) {
        throw refused(
            piece.path(), Text.of("`%s` differs only in case", "与 `%s` 只有大小写不同", other.path()));
      }
    }
  }

  private static String plain(String path) {
    if (!Piece.isPlain(path)) {
      throw refused(
          path, Text.of("want ASCII letters, digits and `._+!-` only", "只能含 ASCII 字母、数字和 `._+!-`"));
    }
    return path;
  }

  private static FerryException refused(String path, Text why) {
    return new FerryException(
        Failure.REFUSED,
        Text.of("Cannot pack the file name `%s`: %s", "无法打包文件名 `%s`：%s", path, why));
  }

  private Piece made(String path, byte[] bytes, String mediaType, boolean executable) {
    Digest digest = Digest.of(bytes);
    sources.put(digest, new Bytes.Made(bytes, executable));
    return new Piece(path, digest, bytes.length, mediaType);
  }

  private void link(Digest digest) {
    sources.put(digest, new Bytes.Stored(stored(digest)));
  }

  private Path stored(Digest digest) {
    return store
        .find(digest)
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.ENVIRONMENT,
                    Text.of(
                        "Cannot pack `%s`: it vanished from the store",
                        "无法打包 `%s`：它已从存储中消失", digest)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
