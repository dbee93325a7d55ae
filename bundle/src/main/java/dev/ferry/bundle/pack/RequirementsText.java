package dev.ferry.bundle.pack;

import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;

/** Writes {@code requirements.txt}: exact versions with hashes, for pip without an index. */
final class RequirementsText {
  private RequirementsText() {}

  static String of(Lock lock, WheelPlaces places) {
    StringBuilder text = new StringBuilder();
    text.append("# Made by Ferry for ")
        .append(lock.target())
        .append(". From the bundle's folder:\n");
    text.append("# pip install --require-hashes --no-index --find-links packages");
    lock.packages().stream()
        .map(places::path)
        .filter(path -> path.indexOf('/') != path.lastIndexOf('/'))
        .map(path -> path.substring(0, path.lastIndexOf('/')))
        .forEach(folder -> text.append(" --find-links ").append(folder));
    text.append(" -r targets/").append(lock.target()).append("/requirements.txt\n");
    for (LockedPackage locked : lock.packages()) {
      text.append(locked.name().normalized())
          .append("==")
          .append(locked.version())
          .append(" \\\n    --hash=sha256:")
          .append(locked.sha256().hex())
          .append('\n');
    }
    return text.toString();
  }
}
