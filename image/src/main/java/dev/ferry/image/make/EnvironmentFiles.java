package dev.ferry.image.make;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.ExtraFile;
import dev.ferry.bundle.environment.Interpreter;
import dev.ferry.image.base.BasePython;
import dev.ferry.image.cargo.Cargo;
import dev.ferry.image.cargo.CarriedArchive;
import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.model.SystemLibrary;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.python.install.EnvironmentPrefix;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.InstallationPlanner;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of an environment as an image has them: under its one path, with its interpreter. */
final class EnvironmentFiles {
  private final EnvironmentDocument document;
  private final Cargo cargo;
  private final LocalBlobStore store;

  EnvironmentFiles(EnvironmentDocument document, Cargo cargo, LocalBlobStore store) {
    this.document = document;
    this.cargo = cargo;
    this.store = store;
  }

  /**
   * What the wheels install.
   *
   * @param python the base's interpreter; the carried one goes before it
   */
  InstallationPlan plan(Optional<BasePython> python, List<CarriedWheel> wheels) {
    String executable =
        document
            .interpreter()
            .map(carried -> "/" + ImageLayout.PYTHON + "/" + carried.python())
            .or(() -> python.map(BasePython::path))
            .orElse("/usr/bin/python" + document.target().python().minorVersion());
    String version =
        document.interpreter().isPresent() || python.isEmpty()
            ? document.target().python().version()
            : python.get().version().version();
    EnvironmentPrefix prefix =
        new EnvironmentPrefix(
            "/" + ImageLayout.ENVIRONMENT,
            document.target().python(),
            executable,
            version,
            document.env(),
            preloaded());
    return InstallationPlanner.plan(prefix, wheels.stream().map(CarriedWheel::planned).toList());
  }

  /** Libraries carried to {@code lib} that the set reaches and a machine may lack. */
  private List<String> preloaded() {
    Set<String> needed =
        document.systemLibraries().stream()
            .map(SystemLibrary::soname)
            .collect(Collectors.toCollection(TreeSet::new));
    needed.add("libstdc++.so.6");
    Set<String> carried =
        document.files().stream()
            .filter(file -> file.unpack() == ExtraFile.Unpack.NONE)
            .map(ExtraFile::to)
            .collect(Collectors.toSet());
    return needed.stream().filter(name -> carried.contains("lib/" + name)).toList();
  }

  /** The carried interpreter, opened. */
  List<PlannedEntry> interpreter() {
    Optional<Interpreter> carried = document.interpreter();
    return carried.isEmpty()
        ? List.of()
        : CarriedArchive.entries(
            cargo, carried.get().archive(), ExtraFile.Unpack.TAR, ImageLayout.PYTHON, store);
  }

  /** The carried files, archives opened. */
  List<PlannedEntry> extras() {
    List<PlannedEntry> entries = new ArrayList<>();
    for (ExtraFile extra : document.files()) {
      String path = ImageLayout.ENVIRONMENT + "/" + extra.to();
      if (extra.unpack() == ExtraFile.Unpack.NONE) {
        entries.add(plain(extra, path));
      } else {
        entries.addAll(CarriedArchive.entries(cargo, extra.file(), extra.unpack(), path, store));
      }
    }
    return entries;
  }

  private PlannedEntry plain(ExtraFile extra, String path) {
    Extent extent = cargo.extent(extra.file());
    int mode = path.contains(".so") ? 0755 : 0644;
    return new PlannedEntry(
        new LayerEntry.File(path, mode, 0, new LayerContent.Streamed(extent.size(), extent::open)),
        extra.file().sha256().toString());
  }
}
