package dev.ferry.oci.registry;

import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.archive.ImageGraph.Document;
import dev.ferry.oci.archive.LayoutArchive;
import dev.ferry.oci.registry.BlobUpload.Arrived;
import dev.ferry.oci.registry.BlobUpload.Pieces;
import dev.ferry.oci.registry.http.RegistrySettings;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.oci.registry.name.Repository;
import dev.ferry.store.FactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends an image to a registry: a plan first, then what it says. */
public final class Push implements AutoCloseable {
  private final LayoutArchive archive;
  private final ImageName name;
  private final Registry registry;
  private final UploadNotes notes;
  private final Progress progress;
  private Pieces pieces = Pieces.USUAL;

  /**
   * @param facts where uploads under way are noted
   */
  public Push(
      LayoutArchive archive,
      ImageName name,
      RegistrySettings settings,
      FactStore facts,
      Progress progress) {
    this.archive = archive;
    this.name = name;
    this.registry = Registry.open(name.repository(), settings);
    this.notes = new UploadNotes(facts, name.repository());
    this.progress = progress;
  }

  /** Cuts blobs in another way than usual. */
  Push cutInto(Pieces other) {
    pieces = other;
    return this;
  }

  /** Reads the archive's documents and asks the registry what it has. */
  public PushPlan plan() {
    ImageGraph image = archive.graph();
    Digest root = image.root().digest();
    if (name.digest().isPresent() && !name.digest().get().equals(root)) {
      throw registry
          .problems()
          .wrong(Problems.send(name.toString()), root.toString(), name.toString());
    }
    List<Descriptor> blobs = List.copyOf(image.blobs().values());
    blobs.forEach(archive::blob);
    List<Boolean> present =
        Parallel.map(blobs, blob -> registry.hasBlob(blob, registry.writeScope()));
    List<Descriptor> lacking = new ArrayList<>();
    List<Descriptor> there = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      (present.get(i) ? there : lacking).add(blobs.get(i));
    }
    return new PushPlan(name, image, lacking, there);
  }

  /**
   * Does what a plan says.
   *
   * @param from another repository of the registry, to mount blobs from
   */
  public PushReport run(PushPlan plan, Optional<Repository> from) {
    verify(plan.lacking());
    List<Arrived> arrived = upload(plan, from);
    int mounted = (int) arrived.stream().filter(Arrived::mounted).count();
    Optional<String> fallback = documents(plan.image());
    Digest digest = plan.image().root().digest();
    return new PushReport(
        new ImageName(name.repository(), name.tag(), Optional.of(digest)),
        digest,
        arrived.size() - mounted,
        arrived.stream().mapToLong(Arrived::sent).sum(),
        mounted,
        plan.present().size(),
        plan.image().referrers().size(),
        fallback);
  }

  /** A damaged archive is told of before anything is sent. */
  private void verify(List<Descriptor> blobs) {
    long bytes = blobs.stream().mapToLong(Descriptor::size).sum();
    try (Progress.Task task =
        progress.start(Text.of("Checking `%s`", "正在校验 `%s`", archive.origin()), bytes)) {
      blobs.forEach(
          blob -> {
            var unused = archive.verifiedBlob(blob, task::advance);
          });
    }
  }

  private List<Arrived> upload(PushPlan plan, Optional<Repository> from) {
    Text what =
        Text.of(
            "Pushing %s, %s",
            "正在推送 %s，%s",
            Text.count(plan.lacking().size(), "blob", "个数据块"),
            new DataSize(plan.bytes()));
    try (Progress.Task task = progress.start(what, plan.bytes())) {
      return Parallel.map(
          plan.lacking(),
          blob -> {
            Extent bytes = archive.blob(blob);
            BlobUpload.Source source = new BlobUpload.Source(bytes, task);
            return new BlobUpload(registry, notes, blob, source, pieces).run(from);
          });
    }
  }

  /** Documents from below to above, the tag last of the image, then what is said about it. */
  private Optional<String> documents(ImageGraph image) {
    Set<Digest> statements =
        image.referrers().stream().map(Descriptor::digest).collect(Collectors.toSet());
    for (Document document : image.documents().values()) {
      if (!statements.contains(document.descriptor().digest())) {
        put(document, document.descriptor().digest().toString());
      }
    }
    Document root = image.documents().get(image.root().digest());
    if (root == null) {
      throw new IllegalStateException("a graph has its root");
    }
    name.tag().ifPresent(tag -> put(root, tag));
    return new Referrers(registry).attach(image);
  }

  private void put(Document document, String reference) {
    Digest digest = document.descriptor().digest();
    if (!registry.hasManifest(reference, digest)) {
      var unused = registry.putManifest(reference, document.links().mediaType(), document.bytes());
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
