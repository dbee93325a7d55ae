package dev.ferry.bundle.pack;

import dev.ferry.bundle.pack.PackOutcome.Contradiction;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.wheel.WheelRecord;
import dev.ferry.python.wheel.WheelRecords;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Executes a plan: bring, read, compare, prove, lay out, write. */
public final class Packer {
  private final LocalBlobStore store;
  private final WheelRecords records;
  private final Fetcher fetcher;
  private final Optional<BundleCheck> check;
  private final Progress progress;

  /**
   * Prepares for packing.
   *
   * @param records what is known of wheels, kept in the same store
   * @param fetcher brings what the store lacks
   * @param check tries the bundle out before it gets its name
   */
  public Packer(
      LocalBlobStore store,
      WheelRecords records,
      Fetcher fetcher,
      Optional<BundleCheck> check,
      Progress progress) {
    this.store = store;
    this.records = records;
    this.fetcher = fetcher;
    this.check = check;
    this.progress = progress;
  }

  /** Makes the bundle, or says why its locks must be made again. */
  public PackOutcome pack(PackPlan plan) {
    PackRequest request = plan.request();
    DiskSpace.require(plan, store.root());
    Map<Digest, WheelRecord> wheels =
        new WheelIntake(store, records, fetcher, progress).bring(plan, wheels(request));
    for (PackTarget target : request.targets()) {
      List<Contradiction> found = contradictions(target, wheels);
      if (!found.isEmpty()) {
        return contradicted(request, target, found);
      }
    }
    List<FitProof> proofs = new ArrayList<>();
    for (PackTarget target : request.targets()) {
      FitProof proof = FitProof.of(request, target, wheels, progress);
      if (!proof.exclusions().isEmpty()) {
        return misfits(request, target, proof);
      }
      proofs.add(proof);
    }
    return write(request, proofs, wheels);
  }

  private static Set<Digest> wheels(PackRequest request) {
    Set<Digest> digests = new TreeSet<>();
    for (PackTarget target : request.targets()) {
      target.lock().packages().forEach(locked -> digests.add(locked.sha256()));
    }
    return digests;
  }

  private static List<Contradiction> contradictions(
      PackTarget target, Map<Digest, WheelRecord> wheels) {
    List<Contradiction> found = new ArrayList<>();
    for (LockedPackage locked : target.lock().packages()) {
      requireOwnName(locked);
      WheelRecord record = Objects.requireNonNull(wheels.get(locked.sha256()), locked.file());
      Metadata inside = Metadata.parse(record.metadata());
      found.addAll(MetadataCheck.check(locked, inside, target.resolvedWith().get(locked.name())));
    }
    return found;
  }

  private static void requireOwnName(LockedPackage locked) {
    WheelFilename file = WheelFilename.parse(locked.file());
    if (!file.name().equals(locked.name()) || !file.version().equals(locked.version())) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot pack `%s`: its file name is not one of %s %s",
              "无法打包 `%s`：文件名与 %s %s 不符",
              locked.file(),
              locked.name().normalized(),
              locked.version()));
    }
  }

  private static PackOutcome contradicted(
      PackRequest request, PackTarget target, List<Contradiction> found) {
    if (!request.lockGiven()) {
      return new PackOutcome.Contradicted(target.lock().target(), found);
    }
    throw new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot pack the given lock for `%s`: wheels say something else inside",
                "无法打包给定的锁文件（目标 `%s`）：wheel 内部与锁文件不符", target.lock().target()))
        .reasons(found.stream().map(Contradiction::text).toList());
  }

  private static PackOutcome misfits(PackRequest request, PackTarget target, FitProof proof) {
    if (request.lockGiven()) {
      throw proof.refusal();
    }
    return new PackOutcome.Misfits(target.lock().target(), proof.exclusions());
  }

  private PackOutcome write(
      PackRequest request, List<FitProof> proofs, Map<Digest, WheelRecord> wheels) {
    List<String> targets =
        request.targets().stream().map(target -> target.target().name()).toList();
    CargoCheck.check(request, store);
    EnvironmentSpec spec =
        new CarriedFiles(store, request.folder())
            .carried(request.spec(), request.name(), request.version(), targets);
    Content content = new ContentBuilder(request, spec, store).build(proofs, wheels);
    boolean existed = new Publisher(store, check, progress).publish(request, content);
    Set<Text> notes = new LinkedHashSet<>();
    proofs.forEach(proof -> notes.addAll(proof.lock().notes()));
    Map<String, Integer> idle = new HashMap<>();
    proofs.forEach(proof -> idle.put(proof.lock().target(), proof.idle()));
    return new PackOutcome.Packed(
        request.destination(),
        content.graph().root().digest(),
        existed,
        List.copyOf(notes),
        idle,
        Map.of());
  }
}
