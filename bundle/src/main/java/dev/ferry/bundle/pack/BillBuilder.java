package dev.ferry.bundle.pack;

import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.sbom.BillOfMaterials;
import dev.ferry.bundle.sbom.Component;
import dev.ferry.bundle.sbom.PackageUrl;
import dev.ferry.model.Digest;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.wheel.WheelRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what goes into the bill of materials. */
final class BillBuilder {
  private final WheelPlaces places;
  private final Map<Digest, WheelRecord> records;
  private final Map<Digest, Component> components = new HashMap<>();
  private final SortedMap<Digest, SortedSet<Digest>> dependencies = new TreeMap<>();

  BillBuilder(WheelPlaces places, Map<Digest, WheelRecord> records) {
    this.places = places;
    this.records = records;
  }

  /** Adds the packages of a lock. */
  void add(Lock lock) {
    Map<PackageName, Digest> digests = new HashMap<>();
    lock.packages().forEach(locked -> digests.put(locked.name(), locked.sha256()));
    for (LockedPackage locked : lock.packages()) {
      components.putIfAbsent(locked.sha256(), component(locked));
      SortedSet<Digest> needs =
          dependencies.computeIfAbsent(locked.sha256(), digest -> new TreeSet<>());
      for (PackageName name : locked.dependencies()) {
        Digest need = digests.get(name);
        if (need != null) {
          needs.add(need);
        }
      }
    }
  }

  private Component component(LockedPackage locked) {
    WheelRecord record = Objects.requireNonNull(records.get(locked.sha256()), locked.file());
    return new Component(
        "library",
        locked.name().normalized(),
        locked.version().toString(),
        PackageUrl.of(locked.name(), locked.version()),
        places.path(locked),
        locked.sha256(),
        locked.source(),
        locked.built(),
        Optional.of(Metadata.parse(record.metadata())));
  }

  /** Adds an extra file or a source. */
  void add(Piece piece) {
    String name = piece.path().substring(piece.path().lastIndexOf('/') + 1);
    components.putIfAbsent(
        piece.digest(),
        new Component(
            "file", name, "", "", piece.path(), piece.digest(), "spec", false, Optional.empty()));
  }

  byte[] bytes(String name, String version, Collection<Piece> others) {
    List<Component> sorted =
        components.values().stream().sorted(Comparator.comparing(Component::path)).toList();
    return BillOfMaterials.bytes(name, version, sorted, dependencies, others);
  }
}
