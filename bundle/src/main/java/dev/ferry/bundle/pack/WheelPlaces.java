package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.python.lock.LockedPackage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where each wheel lies in a bundle: {@code packages/<file>}, and {@code packages/<first 12 of
 * sha256>/<file>} where two wheels with other bytes have the same name, letter case aside.
 */
final class WheelPlaces {
  private final Map<String, Set<Digest>> byName = new HashMap<>();

  WheelPlaces(PackRequest request) {
    for (PackTarget target : request.targets()) {
      for (LockedPackage locked : target.lock().packages()) {
        byName.computeIfAbsent(key(locked), name -> new TreeSet<>()).add(locked.sha256());
      }
    }
  }

  private static String key(LockedPackage locked) {
    return locked.file().toLowerCase(Locale.ROOT);
  }

  /** The path in the bundle. */
  String path(LockedPackage locked) {
    boolean shared = byName.getOrDefault(key(locked), Set.of()).size() > 1;
    String folder = shared ? locked.sha256().abbreviated() + "/" : "";
    return "packages/" + folder + locked.file();
  }
}
