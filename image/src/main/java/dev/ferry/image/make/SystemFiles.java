package dev.ferry.image.make;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.image.base.Base;
import dev.ferry.image.cargo.Cargo;
import dev.ferry.image.layers.FilesLayer;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.system.SystemLayer;
import dev.ferry.image.system.SystemPackage;
import dev.ferry.model.Progress;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Distribution packages that were given as files.
 *
 * @param packages as they were read
 * @param layers none or one
 */
record SystemFiles(List<SystemPackage> packages, List<PlannedLayer> layers) {
  SystemFiles {
    packages = List.copyOf(packages);
    layers = List.copyOf(layers);
  }

  static SystemFiles read(
      List<BundleFile> files, Cargo cargo, Base base, LocalBlobStore store, Progress progress) {
    if (files.isEmpty()) {
      return new SystemFiles(List.of(), List.of());
    }
    List<SystemPackage> packages = new ArrayList<>();
    for (BundleFile file : files) {
      cargo.extent(file); // Says how to go on where it is absent.
      SystemPackage read =
          SystemPackage.read(file.path(), file.sha256(), base.facts().machine(), store);
      read.notes().forEach(progress::note);
      packages.add(read);
    }
    String all = packages.stream().map(one -> one.sha256().hex()).collect(Collectors.joining("+"));
    List<PlannedEntry> entries =
        SystemLayer.entries(packages, base.facts().links()).stream()
            .map(entry -> planned(entry, all))
            .toList();
    String names =
        packages.stream()
            .map(one -> one.name() + " " + one.version())
            .collect(Collectors.joining(", "));
    return new SystemFiles(
        packages, FilesLayer.plan(PlannedLayer.Kind.SYSTEM, names, entries).stream().toList());
  }

  private static PlannedEntry planned(LayerEntry entry, String packages) {
    boolean file = entry instanceof LayerEntry.File;
    return new PlannedEntry(entry, file ? "packages " + packages + "/" + entry.path() : "");
  }
}
