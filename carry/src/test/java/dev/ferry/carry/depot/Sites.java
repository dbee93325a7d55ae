package dev.ferry.carry.depot;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.carry.receive.ImportRequest;
import dev.ferry.carry.receive.Importer;
import dev.ferry.carry.receive.Outcome;
import dev.ferry.model.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Bundles to import, and a depot to import into. */
public final class Sites {
  private Sites() {}

  /** A bundle with two wheels; the version changes one of them. */
  public static Path bundle(Path folder, String version) {
    return TestBundle.in(folder)
        .wheel(TinyWheel.of("steady", "1.0").file("steady/data.txt", "the same\n".repeat(2000)))
        .wheel(TinyWheel.of("moving", version).file("moving/data.txt", version.repeat(5000)))
        .write();
  }

  public static ImportRequest request(Path depot, Path... paths) {
    return new ImportRequest(
        List.of(paths), depot, Optional.empty(), Optional.empty(), List.of(), false);
  }

  public static List<Outcome> take(Path depot, Path... paths) {
    return Importer.run(request(depot, paths), Progress.NONE);
  }

  /** What a check of the whole depot says. */
  public static DepotReport check(Path depot) {
    Depot opened = Depot.open(depot);
    DepotLock lock = opened.lock(Progress.NONE);
    try (lock) {
      return DepotCheck.check(opened, false, Progress.NONE);
    }
  }
}
