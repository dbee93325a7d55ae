package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.sbom.Licences;
import dev.ferry.model.SymbolVersion;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Compares a package of the newer bundle with the one of the older, where that has it. */
final class PackageComparer {
  private final WheelReading reading;
  private final Bundle before;
  private final Bundle after;

  PackageComparer(WheelReading reading, Bundle before, Bundle after) {
    this.reading = reading;
    this.before = before;
    this.after = after;
  }

  /**
   * Opens both wheels.
   *
   * @param names of all modules of the newer set, for those that this package brings anew
   */
  PackageChange compare(Optional<PackageEntry> old, PackageEntry fresh, ImportNames names) {
    OpenedWheel wheel = reading.read(after, fresh);
    Optional<OpenedWheel> earlier = old.map(entry -> reading.read(before, entry));
    List<String> licence = licence(wheel);
    Notes notes = new Notes(fresh.name());
    entry(notes, old, fresh);
    licence(notes, earlier, licence);
    code(notes, earlier, wheel);
    names(notes, earlier, wheel, names);
    needs(notes, earlier, wheel);
    return new PackageChange(
        old,
        Optional.of(fresh),
        licence,
        earlier.map(one -> MemberChanges.between(one.record(), wheel.record())),
        notes.sorted());
  }

  /** Findings about one package. */
  private record Notes(String owner, List<Finding> list) {
    Notes(String owner) {
      this(owner, new ArrayList<>());
    }

    void add(FindingKind kind, String subject, String before, String after) {
      list.add(new Finding(kind, owner, subject, before, after));
    }

    List<Finding> sorted() {
      return list.stream().sorted(Finding.ORDER).toList();
    }
  }

  private static void entry(Notes notes, Optional<PackageEntry> old, PackageEntry fresh) {
    old.ifPresent(
        earlier -> {
          if (earlier.file().equals(fresh.file())) {
            notes.add(
                FindingKind.SAME_NAME_OTHER_BYTES,
                fresh.file(),
                earlier.wheel().sha256().hex(),
                fresh.wheel().sha256().hex());
          }
          if (isLower(fresh.version(), earlier.version())) {
            notes.add(FindingKind.DOWNGRADE, fresh.name(), earlier.version(), fresh.version());
          }
          if (!earlier.source().equals(fresh.source())) {
            notes.add(FindingKind.SOURCE, fresh.file(), earlier.source(), fresh.source());
          }
        });
    boolean wasBuilt = old.map(PackageEntry::built).orElse(false);
    if (fresh.built() && !wasBuilt) {
      notes.add(FindingKind.BUILT, fresh.file(), "", fresh.source());
    }
    String fit = old.map(one -> one.fit().id()).orElse("");
    if (fresh.fit() != PackageEntry.Fit.PROVEN && !fit.equals(fresh.fit().id())) {
      notes.add(FindingKind.FIT, fresh.file(), fit, fresh.fit().id());
    }
  }

  private static boolean isLower(String fresh, String old) {
    Optional<Version> to = Version.findVersion(fresh);
    Optional<Version> from = Version.findVersion(old);
    return to.isPresent() && from.isPresent() && to.get().compareTo(from.get()) < 0;
  }

  private static List<String> licence(OpenedWheel wheel) {
    return Licences.words(Metadata.parse(wheel.record().metadata()).licence());
  }

  private static void licence(Notes notes, Optional<OpenedWheel> earlier, List<String> now) {
    String words = String.join(", ", now);
    String old = earlier.map(one -> String.join(", ", licence(one))).orElse("");
    if (isUnknown(words) && (earlier.isEmpty() || !isUnknown(old))) {
      notes.add(FindingKind.LICENCE_UNKNOWN, "", old, "");
    } else if (earlier.isPresent() && !old.equals(words)) {
      notes.add(FindingKind.LICENCE, "", old, words);
    }
  }

  private static boolean isUnknown(String licence) {
    return licence.isEmpty() || licence.equalsIgnoreCase("UNKNOWN");
  }

  private static void code(Notes notes, Optional<OpenedWheel> earlier, OpenedWheel wheel) {
    RunningCode now = RunningCode.of(wheel);
    RunningCode old = earlier.map(RunningCode::of).orElse(RunningCode.NONE);
    now.places()
        .forEach(
            (place, says) -> {
              String was = old.places().getOrDefault(place, "");
              if (!was.equals(says)) {
                notes.add(place.kind(), place.name(), was, says);
              }
            });
  }

  private static void names(
      Notes notes, Optional<OpenedWheel> earlier, OpenedWheel wheel, ImportNames names) {
    TreeSet<String> fresh = new TreeSet<>(ImportNames.of(wheel.record()));
    earlier.ifPresent(one -> fresh.removeAll(ImportNames.of(one.record())));
    for (String name : fresh) {
      notes.add(FindingKind.IMPORT_NAME, name, "", name);
      names
          .findOther(name, notes.owner())
          .ifPresent(other -> notes.add(FindingKind.SHADOWED, name, "", other));
    }
  }

  private static void needs(Notes notes, Optional<OpenedWheel> earlier, OpenedWheel wheel) {
    NativeNeeds now = NativeNeeds.of(wheel.record());
    NativeNeeds old = earlier.map(one -> NativeNeeds.of(one.record())).orElse(NativeNeeds.NONE);
    now.libraries().stream()
        .filter(library -> !old.libraries().contains(library))
        .forEach(library -> notes.add(FindingKind.LIBRARY, library, "", library));
    now.floors()
        .forEach(
            (family, version) -> {
              SymbolVersion was = old.floors().get(family);
              if (was == null || version.compareTo(was) > 0) {
                notes.add(
                    FindingKind.SYMBOLS,
                    family,
                    was == null ? "" : was.toString(),
                    version.toString());
              }
            });
  }
}
