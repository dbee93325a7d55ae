package dev.ferry.bundle.show;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.PylockReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a bundle holds.
 *
 * @param root the bundle's digest
 * @param tag the name that an OCI tool finds it by
 * @param size of all its files, each content once
 * @param targets in order of name
 * @param evidence statements about the root
 */
public record Summary(
    Digest root,
    String tag,
    DataSize size,
    List<TargetSummary> targets,
    List<EvidenceSummary> evidence) {
  private static final int LARGEST_LOCK = 16 << 20;
  private static final String PREDICATE = "dev.sigstore.bundle.predicateType";

  public Summary {
    targets = List.copyOf(targets);
    evidence = List.copyOf(evidence);
  }

  /**
   * One target.
   *
   * @param name of the target
   * @param environment packages, files, system libraries, assumptions
   * @param rehearsed whether a statement says that it was installed and tried without a network
   * @param notes of the resolution and of the proof: versions passed over, misfits that nothing
   *     reaches
   */
  public record TargetSummary(
      String name, EnvironmentDocument environment, boolean rehearsed, List<Text> notes) {
    public TargetSummary {
      notes = List.copyOf(notes);
    }
  }

  /**
   * One statement about the root.
   *
   * @param digest of its manifest
   * @param predicateType what it is about
   */
  public record EvidenceSummary(Digest digest, String predicateType) {}

  /** Reads the documents of a bundle. */
  public static Summary of(Bundle bundle) {
    List<TargetSummary> targets = new ArrayList<>();
    Set<String> rehearsed = RehearsedTargets.of(bundle);
    bundle
        .environments()
        .forEach(
            (name, files) ->
                targets.add(
                    new TargetSummary(
                        name,
                        bundle.environment(name),
                        rehearsed.contains(name),
                        notes(bundle, files.lock()))));
    return new Summary(
        bundle.root(),
        bundle.tag(),
        size(bundle),
        targets,
        bundle.evidence().stream().map(Summary::evidence).toList());
  }

  private static List<Text> notes(Bundle bundle, Piece lock) {
    Lock read = PylockReader.read(bundle.bytes(lock, LARGEST_LOCK), lock.path());
    Set<Text> notes = new LinkedHashSet<>(read.correctionNotes());
    notes.addAll(read.notes());
    return List.copyOf(notes);
  }

  private static EvidenceSummary evidence(Descriptor descriptor) {
    return new EvidenceSummary(
        descriptor.digest(), descriptor.annotations().getOrDefault(PREDICATE, ""));
  }

  private static DataSize size(Bundle bundle) {
    Set<Digest> seen = new HashSet<>();
    long bytes = 0;
    for (Piece piece : bundle.pieces()) {
      bytes += seen.add(piece.digest()) ? piece.size() : 0;
    }
    return new DataSize(bytes);
  }
}
