package dev.ferry.carry.inventory;

import dev.ferry.model.Digest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one depot has.
 *
 * @param depot the depot's own name: 32 hexadecimal digits, drawn when it was made
 * @param entries lines of the depot's ledger when this was written; a larger number is newer
 * @param written when, UTC, {@code 2026-11-22T08:30:00Z}
 * @param names patterns that were let out; empty where nothing was held back
 * @param roots whole bundles, images and files, in order of kind and name
 * @param blobs in order of digest
 * @param confirmed parcels that arrived, in order of exporter and site
 */
public record Inventory(
    String depot,
    long entries,
    String written,
    List<String> names,
    List<HeldRoot> roots,
    List<HeldBlob> blobs,
    List<Confirmed> confirmed) {
  /** The value of {@code format}. A reader refuses any other. */
  public static final int FORMAT = 1;

  public Inventory {
    names = List.copyOf(names);
    roots = List.copyOf(roots);
    blobs = List.copyOf(blobs);
    confirmed = List.copyOf(confirmed);
  }

  /** The digests of all blobs. */
  public Set<Digest> digests() {
    return blobs.stream().map(HeldBlob::digest).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a parcel arrived. */
  public boolean confirms(String exporter, String site, long number) {
    return confirmed.stream()
        .anyMatch(
            one -> one.exporter().equals(exporter) && one.site().equals(site) && one.has(number));
  }

  /** The depot's version of a root, where it has one of that name. */
  public Optional<HeldRoot> findRoot(RootKind kind, String name) {
    return roots.stream()
        .filter(root -> root.kind() == kind && root.name().equals(name))
        .findFirst();
  }
}
