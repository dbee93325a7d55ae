package dev.ferry.bundle.pack;

import dev.ferry.bundle.carry.CarriedFaults;
import dev.ferry.bundle.carry.TakenPaths;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec.Origin;
import dev.ferry.model.Target;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.store.BlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what a spec carries with what the packages install, and reads what was downloaded for
 * it; by now every byte is here.
 */
final class CargoCheck {
  private final PackRequest request;
  private final BlobStore store;

  private CargoCheck(PackRequest request, BlobStore store) {
    this.request = request;
    this.store = store;
  }

  /**
   * Checks the whole request.
   *
   * @throws dev.ferry.model.FerryException of kind USAGE with everything that is wrong
   */
  static void check(PackRequest request, BlobStore store) {
    if (!request.spec().files().isEmpty() || !request.spec().interpreters().isEmpty()) {
      new CargoCheck(request, store).check();
    }
  }

  private void check() {
    List<Target> targets = request.targets().stream().map(PackTarget::target).toList();
    CarriedFaults faults = CarriedFaults.of(request.spec(), this::place, targets);
    if (!request.spec().files().isEmpty()) {
      request.targets().forEach(target -> compare(faults, target));
    }
    faults.throwIfAny();
  }

  private Optional<Path> place(Origin origin, Optional<Digest> sha256) {
    return switch (origin) {
      case Origin.Local local -> Optional.of(request.folder().resolve(local.path()));
      case Origin.Download download -> sha256.flatMap(store::find);
    };
  }

  private void compare(CarriedFaults faults, PackTarget target) {
    List<FileBytes> open = new ArrayList<>();
    try {
      List<PlannedWheel> wheels = new ArrayList<>();
      for (LockedPackage locked : target.lock().packages()) {
        FileBytes bytes = FileBytes.open(store.path(locked.sha256()));
        open.add(bytes);
        wheels.add(
            new PlannedWheel(
                locked.name().normalized(),
                locked.requested(),
                locked.sha256(),
                WheelArchive.open(bytes, locked.file())));
      }
      boolean interpreter = !request.spec().interpreters().isEmpty();
      faults.compare(TakenPaths.planned(target.target(), wheels, interpreter));
    } finally {
      open.forEach(FileBytes::close);
    }
  }
}
