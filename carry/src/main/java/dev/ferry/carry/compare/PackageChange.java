package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.PackageEntry;
import java.util.List;
import java.util.Optional;

/**
 * A package that came, went or changed.
 *
 * @param before what the older bundle has of it
 * @param after what the newer bundle has of it
 * @param licence what the newer wheel says about its licence; empty where it says nothing or is
 *     gone
 * @param members what changed inside, where both have it
 * @param findings worth a look
 */
public record PackageChange(
    Optional<PackageEntry> before,
    Optional<PackageEntry> after,
    List<String> licence,
    Optional<MemberChanges> members,
    List<Finding> findings) {
  public PackageChange {
    licence = List.copyOf(licence);
    findings = List.copyOf(findings);
  }

  static PackageChange removed(PackageEntry gone) {
    return new PackageChange(
        Optional.of(gone), Optional.empty(), List.of(), Optional.empty(), List.of());
  }

  /** Its normalised name. */
  public String name() {
    return after.or(() -> before).orElseThrow().name();
  }

  public Change change() {
    return before.isEmpty() ? Change.ADDED : after.isEmpty() ? Change.REMOVED : Change.CHANGED;
  }
}
