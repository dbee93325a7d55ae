package dev.ferry.bundle.pack;

import dev.ferry.bundle.carry.ArchiveReader;
import dev.ferry.bundle.carry.InterpreterArchive;
import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.ExtraFile;
import dev.ferry.bundle.environment.ExtraFile.Unpack;
import dev.ferry.bundle.environment.Interpreter;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.environment.Smoke;
import dev.ferry.bundle.environment.SymbolNeed;
import dev.ferry.bundle.environment.TargetFacts;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.sbom.PackageUrl;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Target;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.scan.fit.FitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the {@code environment.json} of one target. */
final class EnvironmentBuilder {
  private final PackRequest request;
  private final EnvironmentSpec spec;
  private final WheelPlaces places;
  private final StoredFiles files;

  /**
   * Makes documents for a bundle.
   *
   * @param spec as it goes into the bundle, its files named by digest
   * @param files carried bytes
   */
  EnvironmentBuilder(
      PackRequest request, EnvironmentSpec spec, WheelPlaces places, StoredFiles files) {
    this.request = request;
    this.spec = spec;
    this.places = places;
    this.files = files;
  }

  EnvironmentDocument document(Target target, FitProof proof, Piece lock) {
    Optional<FitReport> report = proof.report();
    return new EnvironmentDocument(
        PackageName.of(request.name()).normalized(),
        request.version(),
        proof.lock().locked().atZone(ZoneOffset.UTC).toLocalDate().toString(),
        new BundleFile(lock.path(), lock.digest(), lock.size()),
        TargetFacts.of(target),
        proof.lock().packages().stream().map(this::entry).toList(),
        spec.files().stream().map(this::extra).toList(),
        spec.env(),
        spec.smoke().map(EnvironmentBuilder::smoke),
        report.map(FitReport::systemLibraries).orElse(List.of()),
        report
            .flatMap(FitReport::glibcxx)
            .map(need -> new SymbolNeed(need.version(), need.neededBy())),
        target.assumptions(),
        interpreter(target));
  }

  private PackageEntry entry(LockedPackage locked) {
    return new PackageEntry(
        locked.name().normalized(),
        locked.version().toString(),
        PackageUrl.of(locked.name(), locked.version()),
        new BundleFile(places.path(locked), locked.sha256(), locked.size().orElse(0)),
        locked.file(),
        locked.source(),
        locked.built(),
        fit(locked.fit()),
        locked.requested());
  }

  private static PackageEntry.Fit fit(FitStatus status) {
    return switch (status) {
      case PROVEN -> PackageEntry.Fit.PROVEN;
      case NOT_DISPROVED -> PackageEntry.Fit.NOT_DISPROVED;
      case OFF -> PackageEntry.Fit.OFF;
    };
  }

  private ExtraFile extra(EnvironmentSpec.CarriedFile file) {
    Digest digest = file.sha256().orElseThrow();
    Unpack unpack = file.unpack() ? ArchiveReader.kind(files.path(digest)) : Unpack.NONE;
    return new ExtraFile(files.bundleFile(digest), file.to(), unpack);
  }

  private Optional<Interpreter> interpreter(Target target) {
    List<EnvironmentSpec.Interpreter> fitting = new ArrayList<>();
    for (EnvironmentSpec.Interpreter python : spec.interpreters()) {
      if (python.target().isEmpty() || python.target().get().equals(target.name())) {
        fitting.add(python);
      }
    }
    return fitting.stream()
        .findFirst()
        .map(
            python -> {
              Digest digest = python.sha256().orElseThrow();
              String executable =
                  InterpreterArchive.executable(files.path(digest), python.executable(), target);
              return new Interpreter(files.bundleFile(digest), executable);
            });
  }

  private static Smoke smoke(EnvironmentSpec.Smoke smoke) {
    return new Smoke(smoke.imports(), smoke.python(), smoke.commands());
  }

  /** Carried bytes that the store has. */
  interface StoredFiles {
    Path path(Digest digest);

    /** Where they lie in the bundle. */
    default BundleFile bundleFile(Digest digest) {
      try {
        return new BundleFile("files/" + digest.hex(), digest, Files.size(path(digest)));
      } catch (IOException failure) {
        throw dev.ferry.store.DiskFailure.of(failure, path(digest));
      }
    }
  }
}
